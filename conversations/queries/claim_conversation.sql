update conversations.conversations set owner = %(owner)s where id = %(id)s and owner is null
