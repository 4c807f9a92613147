vacuum
    conversations.conversations, conversations.turns, conversations.feedback, conversations.sessions,
    conversations.traces, conversations.digests, conversations.labels, conversations.judgements,
    conversations.redactions, conversations.cases
