select i.item_id, i.key, i.available
from catalogue.items i
where i.pack = %(pack)s and i.retired_at is null
order by i.item_id collate "C"
