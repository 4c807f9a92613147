select l.label as name, count(*) as n, sum(count(*)) over ()::integer as of
from conversations.labels l
join conversations.digests d using (conversation_id)
where d.tags @> %(tags)s::text[] and d.begun_at >= %(since)s and d.begun_at < %(until)s
group by l.label
order by n desc, name
