"""One turn of a conversation at a time within this process, before a connection is taken.

Between processes the database lock does the same; here, a flood of messages to one conversation
must not use up the connections that other people need.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.errors import TurnRunning

MOST_WAITING = 4
LONGEST_WAIT = 15.0


class Gate:
    """Lets one through per conversation; a few may wait, for a while."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._inside: dict[str, int] = {}

    @asynccontextmanager
    async def pass_through(self, conversation_id: str) -> AsyncIterator[None]:
        """Hold the conversation's place.

        Raises:
            TurnRunning: too many are waiting already, or the wait took too long.
        """
        if self._inside.get(conversation_id, 0) > MOST_WAITING:
            raise TurnRunning
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._inside[conversation_id] = self._inside.get(conversation_id, 0) + 1
        try:
            await _acquire(lock)
            try:
                yield
            finally:
                lock.release()
        finally:
            self._leave(conversation_id)

    def _leave(self, conversation_id: str) -> None:
        self._inside[conversation_id] -= 1
        if not self._inside[conversation_id]:
            del self._inside[conversation_id], self._locks[conversation_id]


async def _acquire(lock: asyncio.Lock) -> None:
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await lock.acquire()
    except TimeoutError as error:
        raise TurnRunning from error
