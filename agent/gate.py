"""One turn of a conversation at a time within this process, before a connection is taken.

Between processes the store does the same; here, a flood of messages to one conversation must not
use up the connections that other people need. And no more messages at once than can be answered
before people give up: the others are told so right away. A turn that waits for a language model, or
for the one before it in its conversation, does not count among them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from core.errors import Overloaded, TurnRunning

LENGTHY = 1_000
"""Characters from which messages are read one after the other: reading one takes as much work as
dozens of short ones, which people behind them would wait for.
"""

MOST_WAITING = 4
LONGEST_WAIT = 15.0


class Gate:
    """Lets one through per conversation; a few may wait, for a while. ``most`` are admitted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._admitted = 0
        self._locks: dict[str, asyncio.Lock] = {}
        self._inside: dict[str, int] = {}
        self._lengthy = asyncio.Lock()

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Be one of those that are answered now, of whatever conversation.

        Raises:
            Overloaded: there are too many.
        """
        if self._admitted >= self._most:
            raise Overloaded
        self._admitted += 1
        try:
            yield
        finally:
            self._admitted -= 1

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Wait for somebody else: who only waits keeps nobody from being admitted."""
        self._admitted -= 1
        try:
            yield
        finally:
            self._admitted += 1

    @asynccontextmanager
    async def reading(self, text: str) -> AsyncIterator[None]:
        """Read a message: a lengthy one while no other lengthy one is being read."""
        if len(text) < LENGTHY:
            yield
            return
        async with self._lengthy:
            yield

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
            with self.aside():
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
