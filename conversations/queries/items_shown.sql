-- The items that were shown in a conversation, those of the latest turns first.
select card ->> 'item_id' as item_id
from conversations.turns
cross join lateral jsonb_array_elements(
    case jsonb_typeof(reply -> 'recommendations')
        when 'array' then reply -> 'recommendations' else '[]'
    end
) as card
where conversation_id = %(id)s
group by 1
order by max(n) desc, 1
limit %(most)s
