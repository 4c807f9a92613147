insert into catalogue.model_answers (pack, reader, text_hash, answer)
values (%(pack)s, %(reader)s, %(hash)s, %(answer)s)
on conflict (pack, reader, text_hash) do nothing
