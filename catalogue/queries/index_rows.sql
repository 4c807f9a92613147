create unique index on staged_rows (item_id) include (raw_hash)
