insert into conversations.opinions (conversation_id, reviewer, asked_by)
select j.conversation_id, %(reviewer)s, %(who)s
from conversations.judgements j
join conversations.digests d using (conversation_id)
where not exists (
    select from conversations.judgements own
    where own.conversation_id = j.conversation_id and own.reviewer = %(reviewer)s
)
group by j.conversation_id
having count(*) = 1
order by md5(j.conversation_id || %(seed)s)
limit %(number)s
on conflict do nothing
