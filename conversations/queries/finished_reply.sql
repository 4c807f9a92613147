select reply
from conversations.turns
where conversation_id = %(id)s and client_message_id = %(client_message_id)s and status = 'finished'
