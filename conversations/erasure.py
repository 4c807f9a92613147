"""Erasing at a person's wish, and what stands against it: legal holds, and time to keep."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from conversations.audit import HOLDER, note
from conversations.conversation import checked_id
from conversations.ownership import owned_ids
from core.database import Connection
from core.errors import UnknownConversation
from core.sql import sql

Outcome = Literal["erased", "closed"]


async def erase(
    connection: Connection, conversation_id: str, *, at_least_days: int = 0, who: str = HOLDER
) -> Outcome:
    """Delete the conversation with its turns, feedback and checkpoints. Needs no lock.

    Where a legal hold, or the days that it must be kept, forbid that, it is closed: nobody reaches
    it any more, and the retention run erases it when nothing stands against it.

    Raises:
        UnknownConversation: there is none, or it is closed.
    """
    values = {"id": checked_id(conversation_id), "at_least_days": at_least_days, "who": who}
    cursor = await connection.execute(sql("conversations", "erase_conversation"), values)
    row = await cursor.fetchone()
    if row is None or row["outcome"] is None:
        raise UnknownConversation
    outcome: Outcome = row["outcome"]
    return outcome


async def erase_all_of(
    connection: Connection, owner: str, *, at_least_days: int = 0, who: str
) -> list[str]:
    """Erase every conversation of a user (by id); returns their ids."""
    async with connection.transaction():
        ids = await owned_ids(connection, owner)
        for id in ids:
            await erase(connection, id, at_least_days=at_least_days, who=who)
    return ids


async def hold(connection: Connection, conversation_id: str, *, who: str, why: str = "") -> None:
    """Keep a conversation whatever is asked and whatever expires, until it is released.

    Raises:
        UnknownConversation: there is none, or it is held already.
    """
    await _change(connection, "hold_conversation", conversation_id, who, "conversation held", why)


async def release(connection: Connection, conversation_id: str, *, who: str, why: str = "") -> None:
    """End a hold.

    Raises:
        UnknownConversation: there is none, or it is not held.
    """
    what = "conversation released"
    await _change(connection, "release_conversation", conversation_id, who, what, why)


async def _change(
    connection: Connection, query: str, conversation_id: str, who: str, what: str, why: str
) -> None:
    async with connection.transaction():
        values = {"id": checked_id(conversation_id)}
        cursor = await connection.execute(sql("conversations", query), values)
        if cursor.rowcount != 1:
            raise UnknownConversation
        await note(connection, who, what, conversation_id, {"why": why} if why else None)


def exports_folder(data_dir: Path) -> Path:
    """Where exports are written: one file a conversation, named by its id."""
    return data_dir / "exports"


def forget_exports(data_dir: Path, conversation_ids: Iterable[str]) -> int:
    """Delete what was exported of these conversations; returns how many files."""
    found = [path for id in conversation_ids for path in _exported(data_dir, id)]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _exported(data_dir: Path, conversation_id: str) -> list[Path]:
    return list(exports_folder(data_dir).rglob(f"{checked_id(conversation_id)}.json"))
