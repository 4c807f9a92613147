-- What the rows of the source are to the catalogue; a retired item counts as changed.
select
    count(*) as usable,
    count(*) filter (where i.item_id is null) as new,
    count(*) filter (
        where i.raw_hash = r.raw_hash
            and i.cleaner_version = %(cleaner)s
            and starts_with(i.extractor_version || ' ', %(extractor)s || ' ')
            and i.source = %(source)s
            and i.retired_at is null
    ) as unchanged,
    (select count(*) from staged_rejects) as rejected
from staged_rows r
left join catalogue.items i on i.pack = %(pack)s and i.item_id = r.item_id
