select id, pack, locale, versions, opening, created_at, updated_at
from conversations.conversations
where id = %(id)s
