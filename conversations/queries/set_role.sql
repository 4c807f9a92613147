update conversations.users set role = %(role)s where lower(name) = lower(%(name)s)
returning id
