-- Per place attribute, the city that each item names first.
select a.attribute, i.attributes -> a.attribute -> 'value' -> 0 ->> 'name' as name,
    string_agg(int4send(i.key), ''::bytea) as members
from catalogue.items i
cross join unnest(%(attributes)s::text[]) as a (attribute)
where i.pack = %(pack)s
    and i.retired_at is null
    and i.attributes -> a.attribute -> 'value' -> 0 ->> 'kind' = 'city'
group by 1, 2
