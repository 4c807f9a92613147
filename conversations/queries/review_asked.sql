select reviewer from conversations.opinions where conversation_id = %(id)s
