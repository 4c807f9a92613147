select from conversations.conversations
where id = %(id)s and owner = %(owner)s and erasure_asked_at is null
