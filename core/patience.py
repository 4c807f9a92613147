"""A database connection that does not wait for ever: a server that is silent counts as gone."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg.rows import DictRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

CHECKING = 0.8
"""Seconds in which an idle connection must answer before it is lent."""

CONFIGURING = 3.0
"""Seconds in which a new connection must be ready."""

LENDING, BUSY = 2.5, 6.0
"""Seconds that somebody who waits for a reply waits for a connection, and then goes on to wait
where others got one meanwhile."""

SERVING = 3.0
"""Seconds that one loan may wait for the server in all: somebody is waiting for a reply."""
GATHERING = 30.0
"""The same for somebody who waits for a file, or for a page drawn from everything."""


class PatientConnection(AsyncConnection[DictRow]):
    """Waits for the server ``left`` seconds in all, then closes; without end unless that is set.

    The network may hold back what a server sends (Postgres' own ``statement_timeout`` does not see
    that), so the waiting itself is measured.
    """

    left: float = inf

    async def wait(self, gen: Any, *rest: Any, **named: Any) -> Any:
        """Consume a generator of psycopg's.

        Raises:
            OperationalError: the server did not answer in time; the connection is closed.
        """
        if self.left == inf:
            return await super().wait(gen, *rest, **named)
        begin = monotonic()
        try:
            if self.left <= 0:
                raise OperationalError
            return await super().wait(gen, timeout=self.left)
        except OperationalError:
            if monotonic() - begin >= self.left:
                self.pgconn.finish()
                raise OperationalError("The database did not answer in time.") from None
            raise
        finally:
            self.left -= monotonic() - begin


async def check(connection: AsyncConnection[Any]) -> None:
    """Fail unless an idle connection answers soon; then it waits without end again."""
    await _briefly(connection, CHECKING, "select 1")


async def configured(connection: AsyncConnection[Any], statement: str) -> None:
    """Run the first statement of a new connection, which must not hang."""
    await _briefly(connection, CONFIGURING, statement)


async def _briefly(connection: AsyncConnection[Any], seconds: float, statement: str) -> None:
    if isinstance(connection, PatientConnection):
        connection.left = seconds
    await connection.execute(statement.encode())
    if isinstance(connection, PatientConnection):
        connection.left = inf


class PatientPool(AsyncConnectionPool[PatientConnection]):
    """Lends connections; ``lent_at`` is when it last could."""

    lent_at: float = -inf

    async def lend(self) -> PatientConnection:
        """A connection, soon or not at all; later only while others get theirs: it is just busy.

        Raises:
            PoolTimeout: there is none.
        """
        begin = monotonic()
        try:
            connection = await self.getconn(LENDING)
        except PoolTimeout:
            if self.lent_at < begin:
                raise
            connection = await self.getconn(BUSY)
        self.lent_at = monotonic()
        return connection
