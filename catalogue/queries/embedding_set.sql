select id from catalogue.embedding_sets
where pack = %(pack)s and model = %(model)s and recipe = %(recipe)s
