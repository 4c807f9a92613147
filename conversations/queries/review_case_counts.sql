select
    k.pack,
    count(*) filter (where k.n is null) as people,
    count(*) filter (where k.n is not null) as utterances
from conversations.cases k
join conversations.conversations c on c.id = k.conversation_id and c.erasure_asked_at is null
group by k.pack
order by k.pack
