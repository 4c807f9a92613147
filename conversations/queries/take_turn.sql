-- Under the lock of the conversation's row: "done" is the message's stored reply, "busy" that another
-- turn is in work, "next" the earliest turn left unfinished, the message's own last.
with done as (
    select n, said, reply, attempts
    from conversations.turns
    where conversation_id = %(id)s
        and client_message_id = %(client_message_id)s
        and status = 'finished'
), busy as (
    select n, said, attempts
    from conversations.turns
    where conversation_id = %(id)s
        and status = 'running'
        and conversations.in_work(held_until)
        and not coalesce(holder = any(%(given_up)s), false)
        and not exists (select from done)
    limit 1
), next as (
    select n
    from conversations.turns
    where conversation_id = %(id)s
        and status = 'running'
        and attempts >= %(least_attempts)s
        and not exists (select from done)
        and not exists (select from busy)
    order by coalesce(client_message_id = %(client_message_id)s, false), n
    limit 1
), taken as (
    update conversations.turns turn
    set attempts = attempts + 1 - coalesce(holder = any(%(given_up)s), false)::integer,
        holder = %(holder)s,
        held_until = clock_timestamp() + conversations.holding()
    from next
    where turn.conversation_id = %(id)s and turn.n = next.n
    returning turn.n, turn.said, turn.attempts, turn.client_message_id
), begun as (
    insert into conversations.turns
        (conversation_id, n, client_message_id, said, holder, held_until)
    select
        %(id)s,
        coalesce(max(n), 0) + 1,
        %(client_message_id)s,
        %(said)s,
        %(holder)s,
        clock_timestamp() + conversations.holding()
    from conversations.turns
    where conversation_id = %(id)s
    having %(said)s::jsonb is not null
        and not exists (select from done)
        and not exists (select from busy)
        and not exists (select from next)
    returning n, said, attempts
)
select n, said, reply, attempts, true as own, false as busy from done
union all
select n, said, null, attempts, false, true from busy
union all
select n, said, null, attempts, coalesce(client_message_id = %(client_message_id)s, false), false
from taken
union all
select n, said, null, attempts, true, false from begun
