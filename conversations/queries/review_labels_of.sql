select n, label, reviewer, given_at
from conversations.labels
where conversation_id = %(id)s
order by id
