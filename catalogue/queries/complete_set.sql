update catalogue.embedding_sets set corpus_hash = %(corpus_hash)s where id = %(set_id)s
