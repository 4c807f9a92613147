"""What people say about the items, and about the help they got."""

from __future__ import annotations

from typing import Literal, get_args

from psycopg.errors import ForeignKeyViolation

from conversations.conversation import checked_id, read_conversation
from conversations.storable import storable_text
from core.database import Connection
from core.errors import InvalidMessage, NotShown, UnknownConversation
from core.sql import sql

Verdict = Literal["interested", "not_interested", "helpful", "not_helpful"]
VERDICTS = get_args(Verdict)

MOST_NAMED = 50
"""Items that a refusal names, the latest ones."""


async def add_feedback(
    connection: Connection,
    conversation_id: str,
    item_id: str | None,
    verdict: str,
    note: str | None = None,
) -> None:
    """Keep one judgement, of one item or (``item_id`` None) of the conversation.

    It takes the place of the one before it: of what somebody is interested in, and of what helped,
    one each is kept. A note stays with its verdict until there is another note.

    Raises:
        InvalidMessage: the verdict is none of ``Verdict``.
        NotShown: the item was not shown in this conversation.
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
        cursor = await connection.execute(sql("conversations", "add_feedback"), values)
    except ForeignKeyViolation as error:
        raise UnknownConversation from error
    if cursor.rowcount == 0:
        raise await _not_shown(connection, conversation_id)


async def _not_shown(connection: Connection, conversation_id: str) -> NotShown:
    await read_conversation(connection, conversation_id)
    values = {"id": conversation_id, "most": MOST_NAMED}
    cursor = await connection.execute(sql("conversations", "items_shown"), values)
    named = ", ".join(row["item_id"] for row in await cursor.fetchall())
    return NotShown(f"item_id: allowed are the items shown here: {named or 'none yet'}.")
