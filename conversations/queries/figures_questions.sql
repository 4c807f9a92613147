select
    d.questions_to_five::text as name, count(*) as n, sum(count(*)) over ()::integer as of
from conversations.digests d
where d.tags @> %(tags)s::text[] and d.begun_at >= %(since)s and d.begun_at < %(until)s
    and d.questions_to_five is not null
group by d.questions_to_five
order by d.questions_to_five
