select
    f.attribute,
    string_agg(int4send(f.item_key), ''::bytea order by f.item_key) as members,
    string_agg(float8send(f.number_value), ''::bytea order by f.item_key) as figures
from catalogue.facets f
where f.pack = %(pack)s and f.number_value is not null
group by f.attribute
