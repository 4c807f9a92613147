copy (select item_key, vector from catalogue.embeddings where set_id = %(set_id)s)
to stdout (format binary)
