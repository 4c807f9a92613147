select reviewer, note, judged_at
from conversations.judgements
where conversation_id = %(id)s
order by judged_at, reviewer
