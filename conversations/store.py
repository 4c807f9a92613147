"""The door to stored conversations, for the agent.

One turn; between the two, no connection is needed::

    taken = await take_turn(connection, id, said, client_message_id)
    async with in_work.holding(taken.hold):
        ...  # the graph
        async with connection.transaction():
            await finish_turn(connection, taken.hold, record)
            ...  # the checkpoint
"""

from conversations.audit import HOLDER
from conversations.conversation import (
    Conversation,
    Created,
    authorised,
    create,
    new_id,
    read_conversation,
)
from conversations.erasure import erase, forget_exports
from conversations.feedback import Verdict, add_feedback
from conversations.in_work import InWork, Work
from conversations.record import Shown, TurnRecord
from conversations.transcript import transcript
from conversations.turn import (
    MOST_ATTEMPTS,
    Hold,
    Taken,
    abandon_turn,
    finish_turn,
    finished_reply,
    is_running,
    stop_turn,
    take_turn,
)

__all__ = [
    "HOLDER", "MOST_ATTEMPTS", "Conversation", "Created", "Hold", "InWork", "Shown", "Taken",
    "TurnRecord", "Verdict", "Work", "abandon_turn", "add_feedback", "authorised", "create",
    "erase", "finish_turn", "finished_reply", "forget_exports", "is_running", "new_id",
    "read_conversation", "stop_turn", "take_turn", "transcript",
]  # fmt: skip
