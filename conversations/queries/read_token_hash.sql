select token_hash from conversations.conversations where id = %(id)s and erasure_asked_at is null
