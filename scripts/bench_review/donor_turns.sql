copy (
    select said, status, reply, heard, profile_before, profile_after, act, why, costs, belief, five, verdicts, versions, usage, timings_ms, degraded
    from conversations.turns
    where conversation_id = %s
    order by n
) to stdout
