select id, set_id, items, content_hash, published_at
from catalogue.versions
where pack = %(pack)s
order by id desc
limit 1
