select n from conversations.cases where conversation_id = %(id)s
