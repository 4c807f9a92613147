select id, pack, locale, versions, opening, looking_at, created_at, updated_at
from conversations.conversations
where id = %(id)s and erasure_asked_at is null
