delete from conversations.labels
where conversation_id = %(id)s
    and n is not distinct from %(n)s::integer
    and label = %(label)s
    and reviewer = %(reviewer)s
