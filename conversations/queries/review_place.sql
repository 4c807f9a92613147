select worth, begun_at from conversations.digests where conversation_id = %(id)s
