select count(*) as items
from catalogue.items i
where i.pack = %(pack)s
    and i.retired_at is null
    and not exists (
        select from catalogue.embeddings e where e.set_id = %(set_id)s and e.item_key = i.key
    )
