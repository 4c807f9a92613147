copy staged_rows (line, item_id, title, raw, raw_hash) from stdin
