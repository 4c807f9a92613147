-- The turns whose five held an item, the latest first.
select t.conversation_id, t.n, t.finished_at, t.versions, position.n as place
from conversations.turns t
join conversations.conversations c on c.id = t.conversation_id
cross join lateral jsonb_array_elements(
    case when jsonb_typeof(t.five) = 'array' then t.five else '[]' end
) with ordinality as position (shown, n)
where c.pack = %(pack)s and position.shown ->> 'item_id' = %(item)s
order by t.finished_at desc, t.conversation_id, t.n
limit %(limit)s
