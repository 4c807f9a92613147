select k.body
from conversations.cases k
join conversations.conversations c on c.id = k.conversation_id and c.erasure_asked_at is null
where k.pack = %(pack)s and (k.n is not null) = %(utterances)s
order by k.id
