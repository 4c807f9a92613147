"""What was said and shown: turns, feedback, erasure."""

from conversations.store import (
    HOLDER,
    Begun,
    Conversation,
    Created,
    Shown,
    TurnRecord,
    Unfinished,
    Verdict,
    abandon_turn,
    add_feedback,
    authorised,
    begin_turn,
    create,
    erase,
    finish_turn,
    finished_reply,
    forget_exports,
    forgive_attempts,
    is_running,
    locked,
    new_id,
    read_conversation,
    spent_turns,
    transcript,
    unfinished,
)

__all__ = [
    "HOLDER", "Begun", "Conversation", "Created", "Shown", "TurnRecord", "Unfinished", "Verdict",
    "abandon_turn", "add_feedback", "authorised", "begin_turn", "create", "erase", "finish_turn",
    "finished_reply", "forget_exports", "forgive_attempts", "is_running", "locked", "new_id",
    "read_conversation", "spent_turns", "transcript", "unfinished",
]  # fmt: skip
