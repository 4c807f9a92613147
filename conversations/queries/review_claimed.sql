select reviewer from conversations.claims
where conversation_id = %(id)s and claimed_at > now() - interval '2 hours'
