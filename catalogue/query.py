"""Runs the room's named SQL sentences."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from psycopg.rows import DictRow

from core.database import Connection
from core.sql import sql

Values = Mapping[str, Any]

STREAMED = 1_000
"""Rows fetched at a time of a sentence that is streamed."""


def sentence(name: str) -> bytes:
    """A sentence of ``catalogue/queries``, as psycopg takes it."""
    return sql("catalogue", name).encode()


async def rows(connection: Connection, name: str, values: Values | None = None) -> list[DictRow]:
    """All rows of a named sentence."""
    return await (await connection.execute(sentence(name), values)).fetchall()


async def streamed(
    connection: Connection, name: str, values: Values | None = None
) -> AsyncIterator[DictRow]:
    """The rows of a named sentence, some at a time, inside a transaction."""
    async with connection.cursor(name) as cursor:
        cursor.itersize = STREAMED
        await cursor.execute(sentence(name), values, binary=True)
        async for row in cursor:
            yield row


async def one(connection: Connection, name: str, values: Values | None = None) -> DictRow | None:
    """The first row of a named sentence, if any."""
    return await (await connection.execute(sentence(name), values)).fetchone()


async def figure(connection: Connection, name: str, values: Values | None = None) -> int:
    """The one number that a named sentence gives."""
    row = await one(connection, name, values)
    return int(next(iter(row.values()))) if row else 0


async def run(connection: Connection, name: str, values: Values | None = None) -> int:
    """Run a named sentence; the number of rows it touched."""
    return (await connection.execute(sentence(name), values)).rowcount
