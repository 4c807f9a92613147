"""Claims: one reviewer reads a conversation at a time."""

from __future__ import annotations

from datetime import UTC, datetime

from psycopg.errors import ForeignKeyViolation

from conversations.audit import note
from conversations.conversation import checked_id
from conversations.review.queue import CLAIM
from core.database import Connection
from core.errors import Claimed, UnknownConversation
from core.sql import sql


async def claim(connection: Connection, conversation_id: str, reviewer: str) -> None:
    """Keep the conversation from other reviewers for a while; one's own claim is renewed.

    Raises:
        Claimed: it is somebody else's, and was not asked of this reviewer as a second opinion.
        UnknownConversation: there is none.
    """
    values = {
        "id": checked_id(conversation_id),
        "reviewer": reviewer,
        "claimed_since": datetime.now(UTC) - CLAIM,
    }
    try:
        cursor = await connection.execute(sql("conversations", "review_claim"), values)
    except ForeignKeyViolation as error:
        raise UnknownConversation from error
    row = await cursor.fetchone()
    if row is None:
        raise Claimed("Please choose another one.")
    if row["fresh"]:
        await note(connection, reviewer, "conversation claimed", conversation_id)


async def release(connection: Connection, conversation_id: str, reviewer: str) -> None:
    """Give up a claim; nothing happens where there is none."""
    values = {"id": checked_id(conversation_id), "reviewer": reviewer}
    cursor = await connection.execute(sql("conversations", "review_unclaim"), values)
    if cursor.rowcount:
        await note(connection, reviewer, "claim released", conversation_id)
