vacuum
    conversations.conversations, conversations.turns, conversations.feedback, conversations.sessions
