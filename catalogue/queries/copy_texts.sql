copy staged_texts (item_id, text_hash, text) from stdin
