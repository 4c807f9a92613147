insert into conversations.sessions (token_hash, user_id) values (%(token_hash)s, %(user_id)s)
