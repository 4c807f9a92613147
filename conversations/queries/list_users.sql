select
    u.id, u.name, u.role, u.created_at,
    u.password_hash is not null as has_password, u.issuer, u.subject,
    (select max(s.seen_at) from conversations.sessions s where s.user_id = u.id) as seen_at
from conversations.users u
order by lower(u.name)
