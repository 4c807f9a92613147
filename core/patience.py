"""A database that does not answer: slow, where the machine is busy, or gone.

Slowness is no death. Whoever has waited for a while asks whether the server lives, by a connection
of its own: one that is taken is waited for, as long as somebody who waits for a reply may be kept
waiting; one that is not counts as gone, at once.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from math import inf
from time import monotonic
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg.rows import DictRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

CHECKING = 0.8
"""Seconds in which an idle connection must answer before it is lent."""

CONFIGURING = 6.0
"""Seconds in which a new connection must be ready."""

LENDING, BUSY = 2.5, 12.0
"""Seconds that somebody who waits for a reply waits for a connection, and then goes on to wait
where others got one meanwhile, or the server lives."""

SERVING, LONGEST = 3.0, 20.0
"""Seconds that one loan waits for the server in all before it is asked whether it lives, and how
long it waits for one that does: somebody is waiting for a reply."""

GATHERING = 30.0
"""The same for somebody who waits for a file, or for a page drawn from everything."""

PROBING, TICK = 1.5, 0.1
"""Seconds in which a server that lives takes a connection, counted in ticks of this process: where
the machine gives it no time to look, none passes."""


class PatientConnection(AsyncConnection[DictRow]):
    """Waits for the server ``left`` seconds in all, without end unless that is set.

    Then it asks ``alive`` whether to go on, for at most ``more`` seconds in all, else it closes.
    The network may hold back what a server sends (Postgres' own ``statement_timeout`` does not see
    that), so the waiting itself is measured.
    """

    left: float = inf
    more: float = 0.0
    alive: Callable[[], Awaitable[bool]] | None = None
    _given_up: bool = False

    async def wait(self, gen: Any, *rest: Any, **named: Any) -> Any:
        """Consume a generator of psycopg's.

        Raises:
            OperationalError: the server did not answer in time; the connection is closed.
        """
        if self.left == inf:
            return await super().wait(gen, *rest, **named)
        begin = monotonic()
        doubting: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            max(0.0, self.left), lambda: doubting.append(asyncio.create_task(self._doubt(begin)))
        )
        try:
            return await super().wait(gen, *rest, **named)
        except OperationalError:
            if self._given_up:
                self.pgconn.finish()
                raise OperationalError("The database did not answer in time.") from None
            raise
        finally:
            timer.cancel()
            for task in doubting:
                task.cancel()
            self.left -= monotonic() - begin

    async def _doubt(self, begin: float) -> None:
        """Go on while the server lives and somebody may be kept waiting; then end the wait."""
        await asyncio.sleep(TICK)  # what has arrived while the machine was busy is read first
        while self.more > 0 and self.alive is not None and await self.alive():
            granted = min(SERVING, self.more)
            self.more -= granted
            self.left = monotonic() - begin + granted
            await asyncio.sleep(granted)
        self._given_up = True
        with socket.socket(fileno=os.dup(self.pgconn.socket)) as twin:
            twin.shutdown(socket.SHUT_RDWR)


async def check(connection: AsyncConnection[Any]) -> None:
    """Fail unless an idle connection answers soon; then it waits without end again."""
    await _briefly(connection, CHECKING, "select 1")


async def configured(connection: AsyncConnection[Any], statement: str) -> None:
    """Run the first statement of a new connection, which must not hang."""
    await _briefly(connection, CONFIGURING, statement)


async def _briefly(connection: AsyncConnection[Any], seconds: float, statement: str) -> None:
    if isinstance(connection, PatientConnection):
        connection.left, connection.more = seconds, 0.0
    await connection.execute(statement.encode())
    if isinstance(connection, PatientConnection):
        connection.left = inf


class PatientPool(AsyncConnectionPool[PatientConnection]):
    """Lends connections; ``lent_at`` is when it last could."""

    lent_at: float = -inf
    _asked: asyncio.Task[bool] | None = None

    async def lend(self, seconds: float = SERVING, longest: float = LONGEST) -> PatientConnection:
        """A connection, soon or not at all; later only where the server is just busy.

        It waits ``seconds`` for the server, or ``longest`` where that lives.

        Raises:
            PoolTimeout: there is none.
        """
        begin = monotonic()
        try:
            connection = await self.getconn(LENDING)
        except PoolTimeout:
            if self.lent_at < begin and not await self.alive():
                raise
            connection = await self.getconn(BUSY)
        self.lent_at = monotonic()
        connection.left, connection.more = seconds, max(0.0, longest - seconds)
        connection.alive = self.alive
        return connection

    async def alive(self) -> bool:
        """Whether the server takes a connection now; of many who ask at once, one looks."""
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(self._takes_one())
        return await asyncio.shield(self._asked)

    async def _takes_one(self) -> bool:
        connecting = asyncio.create_task(AsyncConnection.connect(str(self.conninfo)))
        for _ in range(round(PROBING / TICK)):
            await asyncio.wait({connecting}, timeout=TICK)
            if connecting.done():
                break
        if not connecting.done():
            connecting.cancel()
            return False
        if connecting.exception() is not None:
            return False
        await connecting.result().close()
        return True
