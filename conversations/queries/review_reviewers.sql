select name from conversations.users where role in ('reviewer', 'admin') order by lower(name)
