select encode(sha256(convert_to(coalesce(string_agg(
    i.item_id || ' ' || i.raw_hash || ' ' || i.cleaner_version || ' ' || i.extractor_version,
    E'\n' order by i.item_id collate "C"
), '') || %(salt)s, 'UTF8')), 'hex') as hash
from catalogue.items i
where i.pack = %(pack)s and i.retired_at is null
