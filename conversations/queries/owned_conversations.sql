select
    c.id, c.pack, c.created_at, c.updated_at,
    (select count(*) from conversations.turns t
     where t.conversation_id = c.id and t.status = 'finished') as turns,
    (select t.said ->> 'text' from conversations.turns t
     where t.conversation_id = c.id and t.said ? 'text'
     order by t.n limit 1) as first_words
from conversations.conversations c
where c.owner = %(owner)s and c.erasure_asked_at is null
order by c.updated_at desc
