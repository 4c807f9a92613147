select conversations.forget_checkpoints(now() - make_interval(days => %(keep_days)s), %(most)s) as n
