select id, words, made_by
from conversations.redactions
where conversation_id = %(id)s
order by id
