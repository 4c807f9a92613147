-- The vectors of the sentences of the items named, as far as they are up to date.
select unnest(s.vectors) as vector
from catalogue.items i
join catalogue.sentences s on s.item_key = i.key and s.made_of = md5(%(maker)s || i.cleaned)
where i.key = any(%(keys)s)
limit %(limit)s
