-- The last key of the next items after one; nothing where there are none.
select max(key) as key
from (
    select i.key
    from catalogue.items i
    where i.pack = %(pack)s and i.retired_at is null and i.key > %(after)s
    order by i.key
    limit %(limit)s
) as next
having max(key) is not null
