copy conversations.judgements (conversation_id, reviewer, judged_at) from stdin
