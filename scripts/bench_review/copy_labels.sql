copy conversations.labels (conversation_id, n, label, reviewer) from stdin
