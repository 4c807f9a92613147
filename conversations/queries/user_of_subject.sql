with adopted as (
    update conversations.users
    set issuer = %(issuer)s
    where issuer = '' and subject = %(subject)s and lower(name) = lower(%(name)s)
        and role = 'person'
        and not exists (
            select from conversations.users where issuer = %(issuer)s and subject = %(subject)s
        )
    returning id, name, role, created_at
)
select id, name, role, created_at
from conversations.users
where issuer = %(issuer)s and subject = %(subject)s
union all
select id, name, role, created_at from adopted
