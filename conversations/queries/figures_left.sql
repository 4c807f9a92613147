-- Of those to whom a question was the last that was put, how many left without the five.
select
    d.last_asked as name,
    count(*) filter (where 'outcome:open' = any(d.tags) and d.last_at < %(resting)s) as n,
    count(*) as of
from conversations.digests d
where d.tags @> %(tags)s::text[] and d.begun_at >= %(since)s and d.begun_at < %(until)s
    and d.last_asked is not null
group by d.last_asked
order by n desc, of desc, name
limit 12
