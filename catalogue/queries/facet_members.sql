-- By value of an attribute, the keys of its items, packed as big-endian int4.
select f.text_value as name, string_agg(int4send(f.item_key), ''::bytea) as members
from catalogue.facets f
where f.pack = %(pack)s and f.attribute = %(attribute)s and f.text_value is not null
group by f.text_value
order by count(*) desc, f.text_value collate "C"
