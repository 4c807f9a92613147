select count(*) as n from conversations.rested(now() - make_interval(days => %(keep_days)s))
