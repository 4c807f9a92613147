select
    date_trunc('week', d.begun_at, 'UTC')::date as week,
    count(*) as conversations,
    count(d.questions_to_five) as five,
    count(*) filter (where 'outcome:interested' = any(d.tags)) as interested
from conversations.digests d
where d.tags @> %(tags)s::text[] and d.begun_at >= %(since)s and d.begun_at < %(until)s
group by 1
order by 1
