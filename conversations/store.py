"""The door to stored conversations, for the agent.

One turn, on one autocommitting connection::

    async with locked(connection, id):
        left = await unfinished(connection, id, client_message_id)
        begun = await begin_turn(connection, id, said, client_message_id)
        async with connection.transaction():
            ...  # the graph, with its checkpointer on the same connection
            await finish_turn(connection, id, begun.n, record)
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
from conversations.lock import locked
from conversations.record import Shown, TurnRecord
from conversations.transcript import transcript
from conversations.turn import (
    Begun,
    Unfinished,
    abandon_turn,
    begin_turn,
    finish_turn,
    finished_reply,
    forgive_attempts,
    is_running,
    spent_turns,
    unfinished,
)

__all__ = [
    "HOLDER", "Begun", "Conversation", "Created", "Shown", "TurnRecord", "Unfinished", "Verdict",
    "abandon_turn", "add_feedback", "authorised", "begin_turn", "create", "erase", "finish_turn",
    "finished_reply", "forget_exports", "forgive_attempts", "is_running", "locked", "new_id",
    "read_conversation", "spent_turns", "transcript", "unfinished",
]  # fmt: skip
