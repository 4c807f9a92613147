update catalogue.items i
set group_id = w.group_id
from (
    select j.item_id, g.group_id
    from catalogue.items j
    left join unnest(%(ids)s::text[], %(groups)s::text[]) as g (item_id, group_id)
        on g.item_id = j.item_id
    where j.pack = %(pack)s
) as w
where i.pack = %(pack)s and i.item_id = w.item_id and i.group_id is distinct from w.group_id
