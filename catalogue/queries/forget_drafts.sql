delete from catalogue.embedding_drafts where set_id = %(set_id)s
