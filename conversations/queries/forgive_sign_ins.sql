delete from conversations.sign_in_attempts
where name_hash = %(name_hash)s and address_hash = %(address_hash)s
