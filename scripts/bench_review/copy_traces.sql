copy conversations.traces (
    conversation_id, n, at, words,
    kind, act, asked, shown, match, hits, stopped, degraded, versions
) from stdin
