delete from conversations.redactions
where conversation_id = %(conversation)s and id = %(id)s
