select n
from conversations.turns
where conversation_id = %(id)s and status = 'running' and attempts >= %(most_attempts)s
order by n
