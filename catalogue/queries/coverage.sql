select a.attribute, count(*) as items
from catalogue.items i
cross join lateral jsonb_object_keys(i.attributes) as a (attribute)
where i.pack = %(pack)s and i.retired_at is null
group by a.attribute
