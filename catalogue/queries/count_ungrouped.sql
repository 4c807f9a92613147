-- Items whose groups were found by other rules.
select count(*) as items
from catalogue.items
where pack = %(pack)s and retired_at is null and grouper_version is distinct from %(grouper)s
