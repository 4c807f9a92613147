delete from conversations.sessions where token_hash = %(token_hash)s
