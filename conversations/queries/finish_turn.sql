with touched as (
    update conversations.conversations
    set updated_at = clock_timestamp()
    where id = %(id)s
    returning id
)
update conversations.turns as turn
set status = 'finished',
    holder = null,
    held_until = null,
    finished_at = clock_timestamp(),
    reply = record.reply,
    heard = record.heard,
    profile_before = record.profile_before,
    profile_after = record.profile_after,
    act = record.act,
    why = record.why,
    costs = record.costs,
    belief = record.belief,
    five = record.five,
    verdicts = record.verdicts,
    versions = record.versions,
    usage = record.usage,
    calls = record.calls,
    timings_ms = record.timings_ms,
    degraded = record.degraded
from touched, jsonb_to_record(%(record)s) as record (
    reply jsonb, heard jsonb, profile_before jsonb, profile_after jsonb, act text, why jsonb, costs jsonb,
    belief jsonb, five jsonb, verdicts jsonb, versions jsonb, usage jsonb, calls jsonb, timings_ms jsonb,
    degraded jsonb
)
where turn.conversation_id = touched.id
    and turn.n = %(n)s
    and turn.status = 'running'
    and turn.holder = %(holder)s
returning turn.said, turn.finished_at
