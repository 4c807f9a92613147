select exists (
    select from conversations.turns
    where conversation_id = %(id)s and status = 'running' and attempts >= %(least_attempts)s
) as any
