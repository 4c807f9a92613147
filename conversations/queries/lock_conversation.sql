select id from conversations.conversations where id = %(id)s for no key update
