delete from conversations.audit where at < now() - make_interval(days => greatest(%(keep_days)s, 366))
