delete from conversations.users where id = %(id)s
