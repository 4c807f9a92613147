-- Published items that this ingest does not touch and this embedding set does not know yet.
select i.item_id, i.title, i.summary, i.cleaned, i.attributes
from catalogue.items i
where i.pack = %(pack)s
    and i.retired_at is null
    and not exists (select from staged s where s.item_id = i.item_id)
    and not exists (
        select from catalogue.embeddings e where e.set_id = %(set_id)s and e.item_key = i.key
    )
order by i.item_id
limit %(limit)s offset %(offset)s
