-- The published items of a pack with their vectors.
select i.key, i.title, i.summary, i.cleaned, i.available, i.attributes, e.vector, s.model, s.recipe
from catalogue.items i
join catalogue.embeddings e on e.item_key = i.key and e.set_id = %(set_id)s
join catalogue.embedding_sets s on s.id = e.set_id
where i.pack = %(pack)s and i.retired_at is null
order by i.key
