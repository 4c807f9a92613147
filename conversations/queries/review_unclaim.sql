delete from conversations.claims
where conversation_id = %(id)s and reviewer = %(reviewer)s
