"""One turn at a time: a lock per conversation, held by the database session that runs the turn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg.errors import LockNotAvailable

from conversations.conversation import checked_id
from core.database import Connection
from core.errors import TurnRunning
from core.patience import PatientConnection
from core.sql import sql

LONGEST_WAIT = 15.0


def lock_key(conversation_id: str) -> int:
    """The 64-bit key of a conversation's advisory lock."""
    return int.from_bytes(bytes.fromhex(conversation_id[:16]), signed=True)


@asynccontextmanager
async def locked(
    connection: Connection, conversation_id: str, wait: float = LONGEST_WAIT
) -> AsyncIterator[None]:
    """Hold the conversation's lock; the server releases it should this process die.

    The connection must not be inside a transaction. ``wait`` is in seconds.

    Raises:
        TurnRunning: another session kept the lock all the time.
        UnknownConversation: the id has the wrong form.
    """
    key = lock_key(checked_id(conversation_id))
    await _acquire(connection, key, wait)
    try:
        yield
    finally:
        await _release(connection, key)


async def _acquire(connection: Connection, key: int, wait: float) -> None:
    try:
        await _wait(connection, key, wait)
    except LockNotAvailable as error:
        raise TurnRunning("Please try again in a moment.") from error
    except BaseException:
        await _release(connection, key)
        raise


async def _wait(connection: Connection, key: int, wait: float) -> None:
    cursor = await connection.execute(sql("conversations", "try_lock"), {"key": key})
    row = await cursor.fetchone()
    if row and row["held"]:
        return
    limit = {"milliseconds": max(1, round(wait * 1000))}
    if isinstance(connection, PatientConnection):
        connection.left += wait
    async with connection.transaction():
        await connection.execute(sql("conversations", "wait_at_most"), limit)
        await connection.execute(sql("conversations", "wait_for_lock"), {"key": key})


async def _release(connection: Connection, key: int) -> None:
    """Unlock, or close the connection: a pool must never get back one that holds the lock."""
    try:
        await connection.execute(sql("conversations", "unlock"), {"key": key})
    except BaseException:
        await connection.close()
        raise
