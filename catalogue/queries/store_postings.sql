-- BM25 (Robertson & Zaragoza 2009) with k1 = 1.2 and b = 0.5.
with size as (
    select count(*)::real as items, avg(length)::real as mean from words where length > 0
),
spread as materialized (
    select s.word as lexeme, ln(1 + (z.items - s.ndoc + 0.5) / (s.ndoc + 0.5)) as rarity
    from ts_stat('select words from pg_temp.words') as s
    cross join size z
)
insert into catalogue.postings (version_id, lexeme, keys, weights)
select
    %(version)s,
    t.lexeme,
    string_agg(int4send(t.key), ''::bytea order by t.key),
    string_agg(float4send((s.rarity * t.weight)::real), ''::bytea order by t.key)
from (
    select
        w.key,
        u.lexeme,
        f.frequency * 2.2 / (f.frequency + 1.2 * (0.5 + 0.5 * w.length / z.mean)) as weight
    from words w
    cross join size z
    cross join unnest(w.words) as u
    cross join lateral (select coalesce(cardinality(u.positions), 1)::real as frequency) as f
) as t
join spread s on s.lexeme = t.lexeme
group by t.lexeme
