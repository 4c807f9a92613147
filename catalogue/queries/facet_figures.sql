-- The keys of the items that state a figure, and the figures, packed as big-endian int4 and float8.
select
    string_agg(int4send(f.item_key), ''::bytea order by f.item_key) as members,
    string_agg(float8send(f.number_value), ''::bytea order by f.item_key) as figures
from catalogue.facets f
where f.pack = %(pack)s and f.attribute = %(attribute)s and f.number_value is not null
having count(*) > 0
