-- The groups of the items, and of every group the newest as the one that may be shown.
with ranked as (
    select
        j.item_id, g.group_id,
        row_number() over (
            partition by g.group_id
            order by j.raw ->> %(date)s::text desc nulls last, j.ingested_at desc, j.item_id desc
        ) = 1 as newest
    from unnest(%(ids)s::text[], %(groups)s::text[]) as g (item_id, group_id)
    join catalogue.items j on j.pack = %(pack)s and j.item_id = g.item_id
    where j.retired_at is null
)
update catalogue.items i
set group_id = w.group_id, grouper_version = %(grouper)s, available = i.offered and w.newest
from (
    select j.key, r.group_id, coalesce(r.newest, true) as newest
    from catalogue.items j
    left join ranked r on r.item_id = j.item_id
    where j.pack = %(pack)s and j.retired_at is null
) as w
where i.key = w.key
    and (
        i.group_id is distinct from w.group_id
        or i.grouper_version is distinct from %(grouper)s
        or i.available is distinct from (i.offered and w.newest)
    )
