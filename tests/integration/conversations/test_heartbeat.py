"""A store that cannot be written to is noticed, and what was noticed is kept for a while."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from conversations.heartbeat import Heartbeat
from core.database import Pool
from evaluation.faults.server import small_disk


async def figure(pool: Pool, query: str) -> object:
    async with pool.connection() as connection:
        row = await (await connection.execute(query.encode())).fetchone()
    assert row is not None
    return row["figure"]


WRITTEN = "select max(at) as figure from conversations.heartbeat"


async def test_a_store_that_can_be_written_to(pool: Pool) -> None:
    heart = Heartbeat(pool, every=0)
    assert await heart.problem() is None
    first = await figure(pool, WRITTEN)
    assert first is not None
    assert await heart.problem() is None
    assert await figure(pool, WRITTEN) != first
    assert await figure(pool, "select count(*) as figure from conversations.heartbeat") == 1


async def test_whoever_asks_often_is_told_what_was_found(pool: Pool) -> None:
    heart = Heartbeat(pool, every=600)
    assert await asyncio.gather(*(heart.problem() for _ in range(20))) == [None] * 20
    first = await figure(pool, WRITTEN)
    assert await heart.problem() is None
    assert await figure(pool, WRITTEN) == first


async def test_several_processes_beat_at_once(pool: Pool) -> None:
    hearts = [Heartbeat(pool, every=0) for _ in range(8)]
    assert await asyncio.gather(*(heart.problem() for heart in hearts)) == [None] * 8


async def test_a_store_that_only_reads(pool: Pool, database_url: str) -> None:
    heart = Heartbeat(pool, every=0, soon=0)
    assert await heart.problem() is None
    name = conninfo_to_dict(database_url)["dbname"]
    read_only = f"alter database {name} set default_transaction_read_only"
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f"{read_only} = on".encode())
    await pool.drain()
    assert "ReadOnly" in str(await heart.problem())
    assert await figure(pool, "select 1 as figure") == 1
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(b"set default_transaction_read_only = off")
        connection.execute(f"{read_only} = off".encode())
    for _ in range(50):  # a connection that was being made meanwhile still only reads
        await pool.drain()
        if (problem := await heart.problem()) is None:
            break
    assert problem is None


@pytest.fixture
def disk(database_url: str, superuser: Callable[[str], str]) -> Iterator[Path]:
    """A small file system of its own, on which the database sorts."""
    folder = Path(unquote(str(conninfo_to_dict(database_url)["host"])))
    name = conninfo_to_dict(database_url)["dbname"]
    with small_disk("1m") as found:
        if found is None:
            pytest.skip("this user may mount no file system")
        shutil.chown(found, folder.owner())
        with psycopg.connect(superuser(database_url), autocommit=True) as connection:
            connection.execute(f"create tablespace small location '{found}'".encode())
            connection.execute(b"grant create on tablespace small to firstfive")
            connection.execute(f"alter database {name} set temp_tablespaces = small".encode())
        yield found
        with psycopg.connect(superuser(database_url), autocommit=True) as connection:
            connection.execute(f"alter database {name} reset temp_tablespaces".encode())
            connection.execute(b"drop tablespace small")


async def test_a_full_disk(pool: Pool, disk: Path) -> None:
    await pool.drain()
    heart = Heartbeat(pool, every=0, soon=0)
    assert await heart.problem() is None
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    assert "DiskFull" in str(await heart.problem())
    assert await figure(pool, "select 1 as figure") == 1
    filler.unlink()
    assert await heart.problem() is None
