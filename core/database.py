"""The one Postgres: embedded unless a URL is given, reached through one connection pool."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from pgvector.psycopg import register_vector_async
from psycopg import AsyncConnection, Error, InterfaceError, OperationalError, ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import ReadOnlySqlTransaction
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from core.embedded import embedded_url
from core.errors import BadSetting, DatabaseUnavailable
from core.migrate import migrate
from core.patience import LONGEST, SERVING, PatientConnection, PatientPool, check, configured
from core.settings import Settings
from core.sql import sql

Connection = AsyncConnection[DictRow]
Pool = PatientPool

CONNECT_SECONDS = 10
"""Seconds that one attempt to connect may take, where the URL does not say."""

START_SECONDS = 60
"""Seconds until the first connections are there, on a slow machine."""

UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout, ReadOnlySqlTransaction)
"""What the database itself, and nothing that was asked of it, is to blame for."""

POSTGRES = 16
PGVECTOR = (0, 8, 4)


def server_url(settings: Settings) -> str:
    """The database URL of these settings; starts the embedded server where none is given.

    Raises:
        BadSetting: the URL or the data folder cannot be used.
        DatabaseUnavailable: the embedded server does not start.
    """
    if settings.database_url is None:
        return embedded_url(settings.data_dir)
    try:
        given = conninfo_to_dict(settings.database_url)
    except ProgrammingError:
        raise BadSetting(
            "FIRSTFIVE_DATABASE_URL is not a Postgres URL (postgresql://user:password@host:5432/name)."
        ) from None  # the cause would show the password
    return make_conninfo(settings.database_url, **{"connect_timeout": CONNECT_SECONDS, **given})


def too_old(postgres: int, pgvector: str | None) -> str | None:
    """What is too old on a server (its version as 180004, pgvector's as "0.8.5"); None if fine."""
    if postgres // 10_000 < POSTGRES:
        return f"It runs Postgres {postgres // 10_000}; {POSTGRES} or newer is needed."
    found = tuple(map(int, re.findall(r"\d+", pgvector or "")))
    if found < PGVECTOR:
        return f"It has pgvector {pgvector}; {'.'.join(map(str, PGVECTOR))} or newer is needed."
    return None


@asynccontextmanager
async def open_pool(settings: Settings) -> AsyncIterator[Pool]:
    """A pool on the migrated database; rows are dicts, connections autocommit.

    An embedded server that was killed is started again when the pool cannot reconnect.

    Raises:
        BadSetting: the URL or the data folder cannot be used.
        DatabaseUnavailable: nothing answers at the URL, or what answers is too old.
    """
    url = await asyncio.to_thread(server_url, settings)
    try:
        await asyncio.to_thread(migrate, url)
    except Error as error:
        raise DatabaseUnavailable(explain(error)) from error
    pool = _pool(url, settings)
    try:
        await _open(pool)
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def lent(
    pool: Pool, seconds: float = SERVING, longest: float = LONGEST
) -> AsyncIterator[PatientConnection]:
    """A connection for somebody who waits for a reply.

    It waits for the server ``seconds`` in all, or ``longest`` where that is slow but alive.

    Raises:
        DatabaseUnavailable: none can be had, or it failed, or it became too slow.
    """
    try:
        connection = await pool.lend(seconds, longest)
        try:
            async with connection:
                yield connection
        finally:
            await pool.putconn(connection)
    except UNAVAILABLE as error:
        raise DatabaseUnavailable(type(error).__name__) from error


Lend = Callable[[], AbstractAsyncContextManager[Connection]]
"""Lends a connection for as long as it is entered: for one read, not for a whole turn."""


class Lender:
    """Lends connections, one after the other, to somebody who waits for one reply.

    All these loans together wait for the server as long as a single one may.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._left, self._more = SERVING, LONGEST - SERVING

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Connection]:
        """A connection.

        Raises:
            DatabaseUnavailable: as :func:`lent`.
        """
        async with lent(self._pool, self._left, self._left + self._more) as connection:
            try:
                yield connection
            finally:
                self._left, self._more = connection.left, connection.more


def explain(error: Error) -> str:
    """One sentence on why a connection or a migration failed."""
    line = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    if 'extension "vector"' in line:
        return f"The server lacks pgvector ({line}); install version 0.8.4 or newer on it."
    return f"{line.rstrip('.')}."


def _pool(url: str, settings: Settings) -> Pool:
    async def revive(_: AsyncConnectionPool[Any]) -> None:
        if settings.database_url is None:
            await asyncio.to_thread(embedded_url, settings.data_dir)

    return PatientPool(
        url,
        connection_class=PatientConnection,
        min_size=2,
        max_size=settings.database_pool,
        timeout=30,
        reconnect_timeout=2,
        reconnect_failed=revive,
        open=False,
        configure=_configure,
        check=check,
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
    )


async def _configure(connection: AsyncConnection[Any]) -> None:
    """Our own SQL names its schemas; the checkpointer's does not, and finds its own one first."""
    await configured(connection, sql("core", "search_path"))
    await register_vector_async(connection)


async def _open(pool: Pool) -> None:
    try:
        await pool.open(wait=True, timeout=START_SECONDS)
        async with pool.connection() as connection:
            row = await (await connection.execute(sql("core", "server_versions"))).fetchone()
    except (PoolTimeout, Error) as error:
        raise DatabaseUnavailable(explain(error)) from error
    problem = too_old(**row) if row else None
    if problem:
        raise DatabaseUnavailable(problem)
