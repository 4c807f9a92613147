insert into conversations.sign_in_places (user_id, address_hash)
values (%(user_id)s, %(address_hash)s)
on conflict (user_id, address_hash) do update set at = now()
