insert into catalogue.versions (pack, set_id, items, content_hash, columns)
values (%(pack)s, %(set_id)s, %(items)s, %(content_hash)s, %(columns)b)
returning id
