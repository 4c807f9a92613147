-- Of some items and the hashes of their texts, the hashes that have no vector yet.
select distinct t.text_hash
from unnest(%(ids)s::text[], %(hashes)s::text[]) as t (item_id, text_hash)
left join catalogue.items i on i.pack = %(pack)s and i.item_id = t.item_id
left join catalogue.embeddings e on e.set_id = %(set_id)s and e.item_key = i.key
where e.text_hash is distinct from t.text_hash
    and not exists (
        select from catalogue.embedding_drafts d
        where d.set_id = %(set_id)s and d.text_hash = t.text_hash
    )
