-- Puts off until when these turns are held; those that are no longer held, or that somebody is just
-- changing, are not given back.
with mine as (
    select turn.conversation_id, turn.n
    from conversations.turns turn
    join unnest(%(ids)s::text[], %(numbers)s::integer[], %(holders)s::uuid[]) as held (id, n, holder)
        on turn.conversation_id = held.id and turn.n = held.n and turn.holder = held.holder
    where turn.status = 'running'
    for no key update of turn skip locked
)
update conversations.turns turn
set held_until = clock_timestamp() + conversations.holding()
from mine
where turn.conversation_id = mine.conversation_id and turn.n = mine.n
returning turn.holder
