select id from conversations.conversations
where owner = %(owner)s and erasure_asked_at is null
order by created_at
