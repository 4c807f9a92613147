merge into catalogue.items i
using (
    select s.*, r.raw::jsonb as raw, r.raw_hash
    from staged s
    join staged_rows r using (item_id)
) as s
on i.pack = %(pack)s and i.item_id = s.item_id
when matched then update set
    source = %(source)s,
    title = s.title,
    url = s.url,
    summary = s.summary,
    raw = s.raw,
    cleaned = s.cleaned,
    attributes = s.attributes,
    available = s.available,
    offered = s.available,
    retired_at = null,
    flags = s.flags,
    raw_hash = s.raw_hash,
    cleaner_version = s.cleaner_version,
    extractor_version = s.extractor_version,
    grouper_version = %(grouper)s,
    ingested_at = now()
when not matched then insert (
    pack, item_id, source, title, url, summary, raw, cleaned, attributes, available, offered,
    flags, raw_hash, cleaner_version, extractor_version, grouper_version
) values (
    %(pack)s, s.item_id, %(source)s, s.title, s.url, s.summary, s.raw, s.cleaned, s.attributes,
    s.available, s.available, s.flags, s.raw_hash, s.cleaner_version, s.extractor_version,
    %(grouper)s
)
