-- How the time of a conversation's last turn was spent, in milliseconds by step.
select timings_ms
from conversations.turns
where conversation_id = %(id)s
order by n desc
limit 1
