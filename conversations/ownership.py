"""Whose a conversation is, where it belongs to somebody who signed in."""

from __future__ import annotations

from datetime import datetime

from conversations.conversation import ID, checked_id
from core.database import Connection
from core.model import Frozen
from core.sql import sql


class Owned(Frozen):
    """A conversation in its owner's list; ``first_words`` None where only choices were clicked."""

    id: str
    pack: str
    created_at: datetime
    updated_at: datetime
    turns: int
    first_words: str | None


async def claim(connection: Connection, conversation_id: str, owner: str) -> None:
    """Give a new conversation to a user (by id); one that has an owner keeps it."""
    values = {"id": checked_id(conversation_id), "owner": owner}
    await connection.execute(sql("conversations", "claim_conversation"), values)


async def owns(connection: Connection, conversation_id: str, owner: str) -> bool:
    """Whether the conversation is this user's."""
    if not ID.fullmatch(conversation_id):
        return False
    values = {"id": conversation_id, "owner": owner}
    cursor = await connection.execute(sql("conversations", "owns_conversation"), values)
    return await cursor.fetchone() is not None


async def owned(connection: Connection, owner: str) -> list[Owned]:
    """A user's conversations, the last used first."""
    values = {"owner": owner}
    cursor = await connection.execute(sql("conversations", "owned_conversations"), values)
    return [Owned.model_validate(row) for row in await cursor.fetchall()]


async def owned_ids(connection: Connection, owner: str) -> list[str]:
    """The ids of a user's conversations, the oldest first."""
    cursor = await connection.execute(sql("conversations", "owned_ids"), {"owner": owner})
    return [row["id"] for row in await cursor.fetchall()]
