-- Of all items, in buckets: no string grows with the catalogue.
with bucket as (
    select hashtext(i.item_id) & 4095 as n, sha256(convert_to(string_agg(
        i.item_id || ' ' || i.raw_hash || ' ' || i.cleaner_version || ' ' || i.extractor_version,
        E'\n' order by i.item_id collate "C"
    ), 'UTF8')) as hash
    from catalogue.items i
    where i.pack = %(pack)s and i.retired_at is null
    group by 1
)
select encode(sha256(
    coalesce(string_agg(hash, ''::bytea order by n), ''::bytea) || convert_to(%(salt)s, 'UTF8')
), 'hex') as hash
from bucket
