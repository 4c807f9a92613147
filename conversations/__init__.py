"""What was said and shown: turns, feedback, erasure."""

from conversations.store import (
    HOLDER,
    MOST_ATTEMPTS,
    Conversation,
    Created,
    Hold,
    InWork,
    Shown,
    Taken,
    TurnRecord,
    Verdict,
    Work,
    abandon_turn,
    add_feedback,
    authorised,
    create,
    erase,
    finish_turn,
    finished_reply,
    forget_exports,
    is_running,
    new_id,
    read_conversation,
    stop_turn,
    take_turn,
    transcript,
)

__all__ = [
    "HOLDER", "MOST_ATTEMPTS", "Conversation", "Created", "Hold", "InWork", "Shown", "Taken",
    "TurnRecord", "Verdict", "Work", "abandon_turn", "add_feedback", "authorised", "create",
    "erase", "finish_turn", "finished_reply", "forget_exports", "is_running", "new_id",
    "read_conversation", "stop_turn", "take_turn", "transcript",
]  # fmt: skip
