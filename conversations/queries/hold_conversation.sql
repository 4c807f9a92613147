update conversations.conversations set held_at = now() where id = %(id)s and held_at is null
