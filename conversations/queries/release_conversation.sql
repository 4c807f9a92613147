update conversations.conversations set held_at = null where id = %(id)s and held_at is not null
