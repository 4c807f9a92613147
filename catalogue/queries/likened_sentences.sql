-- The sentences of the items named, each with its inner products with the vectors given, in order.
select i.item_id, n.start, n.stop,
    (
        select array_agg((-(n.vector <#> q.vector))::real order by q.place)
        from unnest(%(said)s::halfvec[]) with ordinality as q (vector, place)
    ) as cosines
from catalogue.items i
join catalogue.sentences s on s.item_key = i.key and s.made_of = md5(%(maker)s || i.cleaned)
cross join lateral unnest(s.starts, s.ends, s.vectors) as n (start, stop, vector)
where i.pack = %(pack)s and i.item_id = any(%(ids)s)
order by i.key, n.start
