select conversations.erase(%(id)s, make_interval(days => %(at_least_days)s), %(who)s) as outcome
