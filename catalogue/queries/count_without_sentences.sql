select count(*) as items
from catalogue.items i
left join catalogue.sentences s on s.item_key = i.key
where i.pack = %(pack)s
    and i.retired_at is null
    and s.made_of is distinct from md5(%(maker)s || i.cleaned)
