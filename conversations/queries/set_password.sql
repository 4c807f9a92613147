update conversations.users
set password_hash = %(password_hash)s
where lower(name) = lower(%(name)s) and subject is null
returning id
