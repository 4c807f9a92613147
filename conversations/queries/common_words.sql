select conversations.is_common(%(words)s, %(many)s) as common
