select id, name, role, created_at, password_hash
from conversations.users
where lower(name) = lower(%(name)s)
