update conversations.users
set issuer = %(issuer)s, subject = %(subject)s
where id = %(id)s and password_hash is null
    and not exists (
        select from conversations.users
        where issuer = %(issuer)s and subject = %(subject)s and id <> %(id)s
    )
