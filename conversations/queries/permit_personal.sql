update conversations.users set sees_personal = %(allowed)s where id = %(id)s
