copy (
    select kind, act, asked, shown, match, hits, stopped, degraded, versions
    from conversations.traces
    where conversation_id = %s
    order by n
) to stdout
