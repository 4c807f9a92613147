"""What people say about the items, and about the help they got."""

from __future__ import annotations

from typing import Literal, get_args

from psycopg.errors import ForeignKeyViolation

from conversations.conversation import checked_id
from conversations.storable import storable_text
from core.database import Connection
from core.errors import InvalidMessage, UnknownConversation
from core.sql import sql

Verdict = Literal["interested", "not_interested", "helpful", "not_helpful"]
VERDICTS = get_args(Verdict)


async def add_feedback(
    connection: Connection,
    conversation_id: str,
    item_id: str | None,
    verdict: str,
    note: str | None = None,
) -> None:
    """Keep one judgement, of one item or (``item_id`` None) of the conversation.

    Raises:
        InvalidMessage: the verdict is none of ``Verdict``.
        UnknownConversation: there is none.
    """
    if verdict not in VERDICTS:
        raise InvalidMessage(f"verdict: {verdict!r} is not one of: {', '.join(VERDICTS)}.")
    values = {
        "id": checked_id(conversation_id),
        "item_id": None if item_id is None else storable_text(item_id),
        "verdict": verdict,
        "note": None if note is None else storable_text(note),
    }
    try:
        await connection.execute(sql("conversations", "add_feedback"), values)
    except ForeignKeyViolation as error:
        raise UnknownConversation from error
