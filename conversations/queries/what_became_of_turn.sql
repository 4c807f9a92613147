select
    exists (
        select from conversations.turns where conversation_id = %(id)s and n = %(n)s
    ) as there,
    exists (
        select from conversations.turns
        where conversation_id = %(id)s and n = %(n)s and status = 'running' and holder = %(holder)s
    ) as held
from conversations.conversations
where id = %(id)s
