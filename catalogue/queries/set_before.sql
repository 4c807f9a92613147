-- The set that ranked a pack before the one that does now.
select set_id
from catalogue.versions
where pack = %(pack)s and set_id <> %(set_id)s
order by id desc
limit 1
