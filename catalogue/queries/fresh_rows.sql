-- The next rows to make items of: new, changed, or made by other versions; with what is stored.
select
    r.line, r.item_id, r.title as raw_title, r.raw, r.raw_hash as new_hash,
    i.raw_hash, i.cleaner_version, i.extractor_version,
    i.title, i.url, i.summary, i.cleaned, i.flags, i.attributes
from staged_rows r
left join catalogue.items i on i.pack = %(pack)s and i.item_id = r.item_id
where r.line > %(after)s
    and (
        i.item_id is null
        or i.raw_hash <> r.raw_hash
        or i.cleaner_version <> %(cleaner)s
        or not starts_with(i.extractor_version || ' ', %(extractor)s || ' ')
        or i.source <> %(source)s
        or i.retired_at is not null
    )
order by r.line
limit %(limit)s
