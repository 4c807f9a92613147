-- The words of the items: title, summary, text and categories; and how many there are of them.
create temp table words on commit drop as
select d.key, d.words, l.length
from (
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
) as d
cross join lateral (
    select coalesce(sum(coalesce(cardinality(u.positions), 1)), 0)::real as length
    from unnest(d.words) as u
) as l
