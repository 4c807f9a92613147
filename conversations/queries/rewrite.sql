vacuum (full)
    conversations.conversations, conversations.turns, conversations.feedback, conversations.sessions
