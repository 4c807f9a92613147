copy staged (
    item_id, title, url, summary, cleaned, attributes, available, flags, cleaner_version,
    extractor_version
) from stdin
