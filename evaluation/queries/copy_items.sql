copy catalogue.items (
    pack, item_id, key, source, title, summary, raw, cleaned, attributes, available, raw_hash,
    cleaner_version, extractor_version
) from stdin
