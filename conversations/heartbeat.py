"""Whether the store can be written to: one row is, and some room on the disk is taken."""

from __future__ import annotations

import asyncio
import time

from core.database import Pool, lent
from core.errors import DatabaseUnavailable
from core.sql import sql

EVERY = 5.0
"""Seconds for which what was found out holds: programs that watch ask as often as they like."""

SOON = 1.0
"""Seconds for which a problem holds, so that its end is noticed early."""


class Heartbeat:
    """Writes at most every few seconds, and at most once at a time.

    A database that only reads, or whose disk is full, answers every question and keeps no turn.
    """

    def __init__(self, pool: Pool, every: float = EVERY, soon: float = SOON) -> None:
        self._pool = pool
        self._every = every
        self._soon = soon
        self._asking = asyncio.Lock()
        self._found: str | None = None
        self._until = float("-inf")

    async def problem(self) -> str | None:
        """Why nothing can be kept now; None where it can."""
        async with self._asking:
            if time.monotonic() >= self._until:
                self._found = await self._beat()
                holds = self._soon if self._found else self._every
                self._until = time.monotonic() + holds
            return self._found

    async def _beat(self) -> str | None:
        try:
            async with lent(self._pool) as connection, connection.transaction():
                await connection.execute(sql("conversations", "small_memory"))
                written = await connection.execute(sql("conversations", "beat"))
                row = await written.fetchone()
        except DatabaseUnavailable as error:
            return str(error)
        return None if row else "The database keeps nothing."
