with earlier as (
    update conversations.turns
    set attempts = attempts + (status = 'running')::integer
    where conversation_id = %(id)s and client_message_id = %(client_message_id)s
    returning n, said, reply, begun_at, attempts
), begun as (
    insert into conversations.turns (conversation_id, n, client_message_id, said)
    select %(id)s, coalesce(max(n), 0) + 1, %(client_message_id)s, %(said)s
    from conversations.turns
    where conversation_id = %(id)s
    having not exists (select from earlier)
    returning n, said, reply, begun_at, attempts
)
select n, said, reply, begun_at, attempts from earlier
union all
select n, said, reply, begun_at, attempts from begun
