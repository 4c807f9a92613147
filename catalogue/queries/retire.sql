update catalogue.items i
set retired_at = now(), available = false
where i.pack = %(pack)s
    and i.source = %(source)s
    and i.retired_at is null
    and not exists (select from staged_rows r where r.item_id = i.item_id)
