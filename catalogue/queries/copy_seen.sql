copy staged_seen (item_id) from stdin
