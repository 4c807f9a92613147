"""Leaving nothing on the disk of what was erased.

Postgres marks deleted rows as free room and overwrites them at some later time; its write-ahead log
keeps what was written for a while, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from conversations.retention import counted, has_checkpoints
from core.database import Connection
from core.sql import sql

PAUSE, TRIES = 0.1, 600
"""Seconds between two looks at the server, and how often to look before going on regardless."""


async def scrub(connection: Connection, *, log: bool) -> None:
    """Write the tables of what people said anew; the chat waits meanwhile.

    ``log``: begin the write-ahead log anew as well, which only the owner of the whole server may.
    Copies of it that an operator archives are the operator's to delete.
    """
    await connection.execute(sql("conversations", "without_statistics"))
    await _older_ones_end(connection)
    await connection.execute(sql("conversations", "rewrite"))
    if await has_checkpoints(connection):
        await connection.execute(sql("conversations", "rewrite_checkpoints"))
    if log:
        await connection.execute(sql("conversations", "rewrite_statistics"))
        await _begin_log_anew(connection)


async def _older_ones_end(connection: Connection) -> None:
    """Wait for transactions that may still see what was deleted: it would be kept for them."""
    cursor = await connection.execute(sql("conversations", "horizon"))
    await _until_none(connection, "count_older", await cursor.fetchone())


async def _begin_log_anew(connection: Connection) -> None:
    await connection.execute(sql("conversations", "drop_used_log"))
    await connection.execute(sql("conversations", "reload_settings"))
    try:
        await _until_none(connection, "count_recycling")
        # Files that wait for their next use hold old content as well: every one is used up.
        for _ in range(await counted(connection, "count_log_files") + 1):
            await connection.execute(sql("conversations", "next_log_file"))
        for _ in range(2):  # the first still keeps what it would need if it were cut short
            await connection.execute(sql("conversations", "checkpoint"))
    finally:
        await connection.execute(sql("conversations", "recycle_used_log"))
        await connection.execute(sql("conversations", "reload_settings"))


async def _until_none(
    connection: Connection, query: str, values: Mapping[str, str] | None = None
) -> None:
    for _ in range(TRIES):
        if not await counted(connection, query, values):
            return
        await asyncio.sleep(PAUSE)
