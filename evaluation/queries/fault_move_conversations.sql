update conversations.conversations set created_at = created_at + make_interval(days => %(days)s)
