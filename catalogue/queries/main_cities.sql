-- By city that items name first as a place, the keys of these items.
select i.attributes -> %(attribute)s::text -> 'value' -> 0 ->> 'name' as name,
    string_agg(int4send(i.key), ''::bytea) as members
from catalogue.items i
where i.pack = %(pack)s
    and i.retired_at is null
    and i.attributes -> %(attribute)s::text -> 'value' -> 0 ->> 'kind' = 'city'
group by 1
