delete from conversations.turns
where conversation_id = %(id)s and status = 'running' and conversations.in_work(held_until)
returning n
