-- The newest version again, ranked with another set.
insert into catalogue.versions (pack, set_id, items, content_hash, columns)
select pack, %(set_id)s, items, %(content_hash)s, columns
from catalogue.versions
where id = %(version)s
returning id
