copy conversations.turns (
    conversation_id, n, begun_at, finished_at,
    said, status, reply, heard, profile_before, profile_after, act, why, costs, belief, five, verdicts, versions, usage, timings_ms, degraded
) from stdin
