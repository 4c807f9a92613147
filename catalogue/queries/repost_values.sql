-- What the items between two keys state of some attributes; what follows from silence is no evidence.
select i.key, a.attribute, i.attributes -> a.attribute -> 'value' as value
from catalogue.items i
join unnest(%(attributes)s::text[]) as a (attribute)
    on i.attributes -> a.attribute -> 'value' is not null
    and not (i.attributes -> a.attribute -> 'default')::boolean
where i.pack = %(pack)s
    and i.retired_at is null
    and i.key > %(after)s
    and i.key <= %(until)s
