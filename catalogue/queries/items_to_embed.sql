-- The next items, by key, with the hash of the text that their vector in the set is of.
select i.key, i.item_id, i.title, i.summary, i.cleaned, i.attributes, e.text_hash
from catalogue.items i
left join catalogue.embeddings e on e.set_id = %(set_id)s and e.item_key = i.key
where i.pack = %(pack)s and i.retired_at is null and i.key > %(after)s
order by i.key
limit %(limit)s
