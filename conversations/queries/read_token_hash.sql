select token_hash from conversations.conversations where id = %(id)s
