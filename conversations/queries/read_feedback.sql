select item_id, verdict, note, given_at
from conversations.feedback
where conversation_id = %(id)s
order by id
