copy catalogue.embedding_drafts (set_id, text_hash, vector) from stdin (format binary)
