update conversations.turns
set attempts = attempts + 1
where conversation_id = %(id)s
    and n = (
        select min(n)
        from conversations.turns
        where conversation_id = %(id)s
            and status = 'running'
            and (
                client_message_id is null
                or client_message_id is distinct from %(client_message_id)s::text
            )
    )
returning n, said, attempts
