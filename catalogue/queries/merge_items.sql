merge into catalogue.items i
using staged s on i.pack = %(pack)s and i.item_id = s.item_id
when matched then update set
    source = %(source)s,
    title = s.title,
    url = s.url,
    summary = s.summary,
    raw = s.raw,
    cleaned = s.cleaned,
    attributes = s.attributes,
    available = s.available,
    retired_at = null,
    flags = s.flags,
    raw_hash = s.raw_hash,
    cleaner_version = %(cleaner)s,
    extractor_version = %(extractor)s,
    ingested_at = now()
when not matched then insert (
    pack, item_id, source, title, url, summary, raw, cleaned, attributes, available, flags,
    raw_hash, cleaner_version, extractor_version
) values (
    %(pack)s, s.item_id, %(source)s, s.title, s.url, s.summary, s.raw, s.cleaned, s.attributes,
    s.available, s.flags, s.raw_hash, %(cleaner)s, %(extractor)s
)
