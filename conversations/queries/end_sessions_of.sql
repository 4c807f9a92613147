delete from conversations.sessions where user_id = %(user_id)s
