-- The next texts without a vector, short ones first: a batch costs as much as its longest text.
select t.text_hash, min(t.text) as text
from staged_texts t
left join catalogue.items i on i.pack = %(pack)s and i.item_id = t.item_id
left join catalogue.embeddings e on e.set_id = %(set_id)s and e.item_key = i.key
where e.text_hash is distinct from t.text_hash
    and not exists (
        select from catalogue.embedding_drafts d
        where d.set_id = %(set_id)s and d.text_hash = t.text_hash
    )
group by t.text_hash
order by min(length(t.text)), t.text_hash
limit %(limit)s
