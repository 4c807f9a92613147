select
    (15 * step)::text as name, count(*) as n, sum(count(*)) over ()::integer as of
from conversations.digests d
cross join lateral (select least(floor(d.seconds_to_five / 15), 12)::integer as step) s
where d.tags @> %(tags)s::text[] and d.begun_at >= %(since)s and d.begun_at < %(until)s
    and d.seconds_to_five is not null
group by step
order by step
