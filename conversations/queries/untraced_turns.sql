select t.conversation_id, t.n, t.finished_at, t.said, t.reply, t.act, t.verdicts, t.versions, t.degraded
from conversations.turns t
join conversations.conversations c on c.id = t.conversation_id and c.erasure_asked_at is null
where t.status = 'finished'
    and not exists (
        select from conversations.traces x where x.conversation_id = t.conversation_id and x.n = t.n
    )
limit %(most)s
