delete from catalogue.facets f
using catalogue.items i
where f.item_key = i.key
    and i.pack = %(pack)s
    and (i.retired_at is not null or exists (select from staged s where s.item_id = i.item_id))
