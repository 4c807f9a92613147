-- Items whose sentences are not stored, or out of date: the ones named, or all that are live.
select i.key, i.title, i.cleaned, md5(%(maker)s || i.cleaned) as made_of
from catalogue.items i
left join catalogue.sentences s on s.item_key = i.key
where i.pack = %(pack)s
    and i.key > %(after)s
    and case when %(ids)s::text[] is null then i.retired_at is null else i.item_id = any(%(ids)s) end
    and s.made_of is distinct from md5(%(maker)s || i.cleaned)
order by i.key
limit %(limit)s
