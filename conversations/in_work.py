"""The turns that this process works on: held while it lives, broken off when they are stopped."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

from psycopg import Error

from conversations.turn import Hold, keep_turns, lost
from core.database import Connection, Pool, lent
from core.errors import DatabaseUnavailable, FirstFiveError, TurnStopped

Value = TypeVar("Value")

EVERY = 0.75
"""Seconds after which what is in work is held anew: a few times before it counts as left."""

MOST_REMEMBERED = 10_000


class Work:
    """One turn in work."""

    def __init__(self, hold: Hold) -> None:
        self.hold = hold
        self._task: asyncio.Task[Any] | None = None
        self._why: FirstFiveError | None = None

    async def until_broken_off(self, doing: Coroutine[Any, Any, Value]) -> Value:
        """What is done here may be broken off, by :meth:`break_off`; all else may not.

        Raises:
            FirstFiveError: why it was.
        """
        self._task = task = asyncio.create_task(doing)
        try:
            done = await task
        except BaseException:
            if self._why is None:
                raise
            raise self._why from None
        finally:
            self._task = None
        if self._why is not None:  # whoever broke it off was told that it counts for nothing
            raise self._why
        return done

    def break_off(self, why: FirstFiveError) -> bool:
        """End it; False where that is too late."""
        if self._task is None or self._task.done():
            return False
        self._why = why
        return self._task.cancel()


class InWork:
    """All turns in work in this process.

    A turn is held in the store for a few seconds at a time, so that one whose process died is soon
    taken up by another; no connection is held for it. What this process gave up, without being able
    to say so in the store, it remembers: nobody needs to wait for that.
    """

    def __init__(self, pool: Pool, every: float = EVERY) -> None:
        self._pool = pool
        self._every = every
        self._works: dict[UUID, Work] = {}
        self._given_up: OrderedDict[UUID, str] = OrderedDict()
        self._beating: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def holding(self, hold: Hold) -> AsyncIterator[Work]:
        """Hold a turn that was taken up, until left."""
        work = self._works[hold.holder] = Work(hold)
        if self._beating is None or self._beating.done():
            self._beating = asyncio.create_task(self._beat())
        try:
            yield work
        finally:
            del self._works[hold.holder]

    def works_on(self, conversation_id: str) -> bool:
        """Whether a turn of the conversation is in work here."""
        return any(work.hold.conversation_id == conversation_id for work in self._works.values())

    def stop(self, conversation_id: str) -> bool:
        """Break off the turn of a conversation that is in work here; False where there is none."""
        works = [w for w in self._works.values() if w.hold.conversation_id == conversation_id]
        stopped = [work.break_off(TurnStopped()) for work in works]
        return any(stopped)

    def give_up(self, conversation_id: str, holder: UUID) -> None:
        """Work no more on what this holder took up; the turn is left for the next one."""
        self._given_up[holder] = conversation_id
        if len(self._given_up) > MOST_REMEMBERED:
            self._given_up.popitem(last=False)

    def given_up(self, conversation_id: str) -> tuple[UUID, ...]:
        """The holders that gave up turns of a conversation."""
        return tuple(holder for holder, id in self._given_up.items() if id == conversation_id)

    async def close(self) -> None:
        """Hold nothing any more."""
        if self._beating is not None:
            self._beating.cancel()
            with suppress(asyncio.CancelledError):
                await self._beating

    async def _beat(self) -> None:
        """Hold everything anew, again and again; break off what was lost."""
        while self._works:
            await asyncio.sleep(self._every)
            works = list(self._works.values())
            if not works:
                break
            with suppress(DatabaseUnavailable, Error):
                async with lent(self._pool) as connection:
                    await self._keep(connection, works)

    async def _keep(self, connection: Connection, works: list[Work]) -> None:
        kept = await keep_turns(connection, [work.hold for work in works])
        for work in works:
            if work.hold.holder not in kept and (why := await lost(connection, work.hold)):
                work.break_off(why)
