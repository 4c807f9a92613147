select n, begun_at, said, reply
from conversations.turns
where conversation_id = %(id)s and status = 'finished'
order by n
