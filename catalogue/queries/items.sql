select i.item_id, i.pack, i.title, i.url, i.summary, i.cleaned, i.attributes,
    i.available and i.retired_at is null as available, i.group_id, i.flags
from unnest(%(ids)s::text[]) with ordinality as w (item_id, n)
join catalogue.items i on i.pack = %(pack)s and i.item_id = w.item_id
order by w.n
