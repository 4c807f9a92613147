update conversations.turns
set attempts = greatest(0, attempts - %(attempts)s)
where conversation_id = %(id)s and n = %(n)s and status = 'running'
