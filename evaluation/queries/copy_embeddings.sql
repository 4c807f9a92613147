copy catalogue.embeddings (set_id, item_key, text_hash, vector) from stdin (format binary)
