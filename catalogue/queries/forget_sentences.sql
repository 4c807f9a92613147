delete from catalogue.sentences s
using catalogue.items i
where s.item_key = i.key and i.pack = %(pack)s and i.retired_at is not null
