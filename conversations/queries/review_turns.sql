select
    n, begun_at, finished_at, said, reply, heard, profile_before, profile_after, act, why, costs,
    belief, verdicts, versions, usage, calls, timings_ms,
    degraded
from conversations.turns
where conversation_id = %(id)s and status = 'finished'
order by n
