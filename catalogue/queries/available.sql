select i.item_id
from catalogue.items i
where i.pack = %(pack)s
    and i.item_id = any(%(ids)s::text[])
    and i.retired_at is null
    and (i.available or %(any_status)s)
