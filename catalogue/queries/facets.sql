select f.attribute, f.text_value, count(*) as items
from catalogue.qualifying(%(pack)s, %(conditions)s::jsonb) as q (key)
join catalogue.items i on i.key = q.key and i.available
join catalogue.facets f on f.item_key = q.key and f.text_value is not null
group by f.attribute, f.text_value
order by f.attribute, count(*) desc, f.text_value collate "C"
