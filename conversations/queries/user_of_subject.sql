with bound as (
    update conversations.users
    set subject = %(subject)s
    where lower(name) = lower(%(name)s) and subject is null and password_hash is null
        and not exists (select from conversations.users where subject = %(subject)s)
    returning id, name, role, created_at
)
select id, name, role, created_at from conversations.users where subject = %(subject)s
union all
select id, name, role, created_at from bound
