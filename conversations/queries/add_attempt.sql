insert into conversations.sign_in_attempts (name_hash, address_hash)
values (%(name_hash)s, %(address_hash)s)
