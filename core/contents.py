"""What a database holds: every table with the number of its rows and a hash of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

import psycopg

from core.migrate import schemas
from core.model import Frozen
from core.sql import sql

Told = Callable[[str], None]
"""Hears how far something has come, a line at a time."""

BITS = 256
Connection = psycopg.Connection[tuple[Any, ...]]


class Rows(Frozen):
    """The rows of a table: how many, and one hash of all, whatever their order."""

    rows: int
    sha256: str


def hashed(rows: Iterable[bytes | bytearray | memoryview]) -> Rows:
    """The number of rows, and the sum of their hashes."""
    count, total = 0, 0
    for row in rows:
        count += 1
        total += int.from_bytes(sha256(row).digest(), "big")
    return Rows(rows=count, sha256=f"{total % 2**BITS:064x}")


def contents(connection: Connection, told: Told) -> dict[str, Rows]:
    """Every table of FirstFive in this database, by name."""
    connection.execute(sql("core", "plain_texts").encode())
    tables = connection.execute(
        sql("core", "tables_to_read").encode(), {"schemas": schemas()}
    ).fetchall()
    found = {}
    for name, reading in tables:
        with connection.cursor() as cursor, cursor.copy(reading.encode()) as copy:
            found[name] = hashed(copy)  # the server sends a row at a time
        told(f"{name}: {found[name].rows:,} rows")
    return found


def differences(wanted: Mapping[str, Rows], found: Mapping[str, Rows]) -> list[str]:
    """What is there otherwise than it should be, a table at a time."""
    return [
        f"{name} has {_told(found.get(name))} instead of {_told(wanted.get(name))}"
        for name in sorted({*wanted, *found})
        if wanted.get(name) != found.get(name)
    ]


def _told(rows: Rows | None) -> str:
    return "no table" if rows is None else f"{rows.rows:,} rows ({rows.sha256[:8]})"
