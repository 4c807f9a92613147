vacuum
    conversations.conversations, conversations.turns, conversations.feedback, conversations.sessions,
    conversations.sign_in_attempts,
    conversations.traces, conversations.digests, conversations.labels, conversations.judgements,
    conversations.redactions, conversations.cases
