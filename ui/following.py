"""A turn that is followed while it runs: what is being done for it, and then its reply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, ClassVar

from core.errors import TurnStopped
from core.reply import Doing, Reply
from ui.runtime import Agent

QUIET = 0.4
"""Seconds within which a reply is simply given: what would only flash is not shown."""

AGAIN = 0.2
"""Seconds after which a turn that could not be stopped is stopped again: it may just begin."""


class Following:
    """One turn of the agent, in a task of its own."""

    leaving: ClassVar[set[asyncio.Task[None]]] = set()

    def __init__(
        self,
        agent: Agent,
        conversation_id: str,
        said: Mapping[str, Any],
        client_message_id: str | None = None,
    ) -> None:
        self._agent = agent
        self._id = conversation_id
        self._news: asyncio.Queue[Doing] = asyncio.Queue()
        self._begun = False
        self._turn = asyncio.create_task(
            agent.turn(
                conversation_id,
                **said,
                client_message_id=client_message_id,
                told=self._told,
            )
        )
        self._turn.add_done_callback(_seen)

    def _told(self, doing: Doing) -> None:
        self._begun = True
        self._news.put_nowait(doing)

    async def quick(self) -> bool:
        """Whether the reply, or a failure, is there so soon that nothing else need be shown."""
        done, _ = await asyncio.wait({self._turn}, timeout=QUIET)
        return bool(done)

    async def news(self) -> AsyncIterator[Doing]:
        """What is being done now, and each time that changes, until the turn has ended."""
        latest: Doing | None = None
        while not self._turn.done():
            told = asyncio.create_task(self._newest(latest))
            try:
                await asyncio.wait({self._turn, told}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                told.cancel()  # of one that is done, nothing is
            if not told.done():
                return
            latest = told.result()
            yield latest

    async def _newest(self, before: Doing | None) -> Doing:
        """The last that was told, once it is another than before."""
        newest = before
        while newest == before:
            newest = await self._news.get()
            while not self._news.empty():
                newest = self._news.get_nowait()
        assert newest is not None
        return newest

    async def reply(self) -> Reply:
        """The reply; raises what the agent raises."""
        try:
            return await asyncio.shield(self._turn)
        except asyncio.CancelledError:
            if self._turn.cancelled():
                raise TurnStopped from None
            raise

    async def stop(self) -> None:
        """Break the turn off, and wait until it has ended; one that is being stored is left.

        One that still waits for another turn of its conversation leaves that one alone.
        """
        if not self._begun:
            self._turn.cancel()
            await asyncio.wait({self._turn})
        while not self._turn.done() and not await self._agent.stop(self._id):
            await asyncio.wait({self._turn}, timeout=AGAIN)
        await asyncio.wait({self._turn})

    def leave(self) -> None:
        """Break the turn off if it still runs, though nobody waits for that."""
        stopping = asyncio.create_task(self.stop())
        self.leaving.add(stopping)
        stopping.add_done_callback(self.leaving.discard)


def _seen(turn: asyncio.Task[Reply]) -> None:
    """What a turn failed of is told where somebody still waits for it, and else by nobody."""
    if not turn.cancelled():
        turn.exception()
