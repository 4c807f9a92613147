select count(*) as items,
    count(*) filter (where extractor_version <> %(extractor)s or cleaner_version <> %(cleaner)s) as stale
from catalogue.items
where pack = %(pack)s and retired_at is null
