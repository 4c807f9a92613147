-- The groups of the items, and of every group the newest as the one that may be shown.
update catalogue.items i
set group_id = w.group_id, grouper_version = %(grouper)s, available = i.offered and w.newest
from (
    select
        j.item_id, g.group_id,
        g.group_id is null or row_number() over (
            partition by g.group_id
            order by j.raw ->> %(date)s::text desc nulls last, j.ingested_at desc, j.item_id desc
        ) = 1 as newest
    from catalogue.items j
    left join unnest(%(ids)s::text[], %(groups)s::text[]) as g (item_id, group_id)
        on g.item_id = j.item_id
    where j.pack = %(pack)s and j.retired_at is null
) as w
where i.pack = %(pack)s
    and i.item_id = w.item_id
    and (
        i.group_id is distinct from w.group_id
        or i.grouper_version is distinct from %(grouper)s
        or i.available is distinct from (i.offered and w.newest)
    )
