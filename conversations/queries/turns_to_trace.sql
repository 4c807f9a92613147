select t.conversation_id, t.n, t.finished_at, t.said, t.reply, t.act, t.verdicts, t.versions, t.degraded
from conversations.turns t
where t.conversation_id = %(id)s and t.status = 'finished'
order by t.n
