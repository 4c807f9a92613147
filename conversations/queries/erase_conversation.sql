select conversations.erase(%(id)s) as erased
