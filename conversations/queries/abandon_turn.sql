delete from conversations.turns
where conversation_id = %(id)s and n = %(n)s and status = 'running' and holder = %(holder)s
