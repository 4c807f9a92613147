-- The items of a pack that are reposts of one another, with their group.
select item_id, group_id
from catalogue.items
where pack = %(pack)s and group_id is not null
