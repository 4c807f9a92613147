-- What is stored of a pack, to tell what changed; a retired item never counts as unchanged.
select item_id, raw_hash, cleaner_version, extractor_version, source, retired_at is not null as retired
from catalogue.items
where pack = %(pack)s
