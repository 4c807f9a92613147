select conversation_id from conversations.digests order by conversation_id
