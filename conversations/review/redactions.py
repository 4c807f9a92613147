"""Redactions by hand: words that no reviewer sees any more, and no search finds."""

from __future__ import annotations

from conversations.audit import note
from conversations.conversation import checked_id, read_conversation
from conversations.review.trace import retrace
from conversations.storable import storable_text
from core.database import Connection
from core.errors import InvalidMessage
from core.model import Frozen
from core.sql import sql

SHORTEST, LONGEST = 2, 500


class Redaction(Frozen):
    """One redaction; who may not see personal data sees its number and maker only."""

    id: int
    words: str
    made_by: str


async def redact_words(
    connection: Connection, conversation_id: str, words: str, reviewer: str
) -> None:
    """Hide a word or a passage wherever it stands in the conversation.

    The person's own copy and what must be kept for supervision stay as they are.

    Raises:
        InvalidMessage: too short to be hidden without hiding all else, or too long.
        UnknownConversation: there is none.
    """
    words = " ".join(storable_text(words).split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise InvalidMessage(f"words: {SHORTEST} to {LONGEST} characters.")
    await read_conversation(connection, conversation_id)
    async with connection.transaction():
        values = {"id": conversation_id, "words": words, "who": reviewer}
        cursor = await connection.execute(sql("conversations", "review_redact"), values)
        row = await cursor.fetchone()
        if row is None:
            return
        await _retrace(connection, conversation_id)
        made = {"redaction": row["id"], "characters": len(words)}
        await note(connection, reviewer, "words redacted", conversation_id, made)


async def lift(connection: Connection, conversation_id: str, id: int, reviewer: str) -> None:
    """Take a redaction back; nothing happens where there is none."""
    async with connection.transaction():
        values = {"conversation": checked_id(conversation_id), "id": id}
        cursor = await connection.execute(sql("conversations", "review_lift"), values)
        if not cursor.rowcount:
            return
        await _retrace(connection, conversation_id)
        await note(connection, reviewer, "redaction lifted", conversation_id, {"redaction": id})


async def redactions_of(connection: Connection, conversation_id: str) -> list[Redaction]:
    """What was redacted of a conversation, the oldest first."""
    cursor = await connection.execute(
        sql("conversations", "review_redactions_of"), {"id": conversation_id}
    )
    return [Redaction.model_validate(row) for row in await cursor.fetchall()]


async def _retrace(connection: Connection, conversation_id: str) -> None:
    redacted = [one.words for one in await redactions_of(connection, conversation_id)]
    await retrace(connection, conversation_id, redacted)
