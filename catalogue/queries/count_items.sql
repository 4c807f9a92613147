-- Stale are the items that an earlier cleaner or extractor made; the version of a cleaner ends with
-- what the items of one source share.
select count(*) as items,
    count(*) filter (
        where not starts_with(extractor_version || ' ', %(extractor)s || ' ')
            or not starts_with(cleaner_version, %(cleaner)s)
    ) as stale
from catalogue.items
where pack = %(pack)s and retired_at is null
