insert into conversations.traces (
    conversation_id, n, at, kind, act, asked, shown, match, hits, stopped, degraded, versions, words
) values (
    %(id)s, %(n)s, %(at)s, %(kind)s, %(act)s, %(asked)s, %(shown)s, %(match)s, %(hits)s,
    %(stopped)s, %(degraded)s, %(versions)s, to_tsvector('english', %(words)s)
)
on conflict (conversation_id, n) do update set words = excluded.words
