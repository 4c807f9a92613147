insert into catalogue.embeddings (set_id, item_key, text_hash, vector)
values (%(set_id)s, %(key)s, %(text_hash)s, %(vector)s)
on conflict (set_id, item_key) do update
set text_hash = excluded.text_hash, vector = excluded.vector
