insert into catalogue.embeddings (set_id, item_key, text_hash, vector)
select d.set_id, i.key, d.text_hash, d.vector
from staged_texts t
join catalogue.items i on i.pack = %(pack)s and i.item_id = t.item_id
join catalogue.embedding_drafts d on d.set_id = %(set_id)s and d.text_hash = t.text_hash
on conflict (set_id, item_key) do update
set text_hash = excluded.text_hash, vector = excluded.vector
