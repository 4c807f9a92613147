insert into conversations.users (name, role, password_hash, issuer, subject)
values (%(name)s, %(role)s, %(password_hash)s, %(issuer)s, %(subject)s)
on conflict do nothing
returning id, name, role, created_at
