insert into catalogue.embedding_sets (pack, model, dimension, recipe)
values (%(pack)s, %(model)s, %(dimension)s, %(recipe)s)
on conflict (pack, model, recipe) do nothing
