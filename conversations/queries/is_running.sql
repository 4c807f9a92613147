select exists (
    select from conversations.turns
    where conversation_id = %(id)s
        and client_message_id = %(client_message_id)s
        and status = 'running'
        and conversations.in_work(held_until)
        and not coalesce(holder = any(%(given_up)s), false)
) as running
