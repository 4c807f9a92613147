-- BM25 (Robertson & Zaragoza 2009) with k1 = 1.2 and b = 0.5 over title, summary, text and categories.
with document as (
    select
        i.key,
        to_tsvector(
            'english',
            concat_ws(
                ' ', i.cleaned, i.summary,
                (
                    select string_agg(f.text_value, ' ')
                    from catalogue.facets f
                    where f.item_key = i.key and f.text_value not in ('true', 'false')
                )
            )
        ) as words
    from catalogue.items i
    where i.pack = %(pack)s and i.retired_at is null
),
term as (
    select d.key, u.lexeme, coalesce(cardinality(u.positions), 1)::real as frequency
    from document d
    cross join unnest(d.words) as u
),
length as (
    select key, sum(frequency) as words from term group by key
),
size as (
    select count(*)::real as items, avg(words) as mean from length
),
spread as (
    select lexeme, count(*)::real as items from term group by lexeme
)
insert into catalogue.postings (version_id, lexeme, keys, weights)
select
    %(version)s,
    t.lexeme,
    string_agg(int4send(t.key), ''::bytea order by t.key),
    string_agg(
        float4send(
            (
                ln(1 + (z.items - s.items + 0.5) / (s.items + 0.5))
                * t.frequency * 2.2
                / (t.frequency + 1.2 * (0.5 + 0.5 * l.words / z.mean))
            )::real
        ),
        ''::bytea order by t.key
    )
from term t
join length l on l.key = t.key
join spread s on s.lexeme = t.lexeme
cross join size z
group by t.lexeme
