update conversations.conversations
set created_at = %(begun)s,
    updated_at = (select max(finished_at) from conversations.turns where conversation_id = %(id)s)
where id = %(id)s
