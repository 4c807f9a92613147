"""A database that is slow, silent or not to be written to, seen by somebody who waits."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from psycopg.conninfo import conninfo_to_dict

from core.database import Pool, lent, open_pool
from core.errors import DatabaseUnavailable
from core.patience import SERVING
from core.settings import read_settings
from evaluation.faults.wire import Wire, wired

SOON = 3.0
"""Seconds: far less than any of the waits that would go on without end."""


@pytest.fixture
def wire(database_url: str) -> Iterator[Wire]:
    folder = unquote(str(conninfo_to_dict(database_url)["host"]))
    with wired(Path(folder) / ".s.PGSQL.5432") as wire:
        yield wire


@pytest.fixture
async def behind(wire: Wire, database_url: str, tmp_path: Path) -> AsyncIterator[Pool]:
    """A pool whose server is at the other end of the wire."""
    name = conninfo_to_dict(database_url)["dbname"]
    url = f"postgresql://firstfive@127.0.0.1:{wire.port}/{name}?sslmode=disable"
    settings = read_settings(database_url=url, data_dir=tmp_path, database_pool=2)
    async with open_pool(settings) as pool:
        yield pool
        wire.reset()


async def ask(pool: Pool, *asked: str | Callable[[], None], seconds: float = SERVING) -> None:
    """Say these things on one loan, and do in between what is to be done."""
    async with lent(pool, seconds) as connection:
        for one in asked:
            if callable(one):
                one()
            else:
                await connection.execute(one.encode())


async def test_a_server_that_falls_silent_is_given_up(behind: Pool, wire: Wire) -> None:
    begin = time.monotonic()
    with pytest.raises(DatabaseUnavailable):
        await ask(behind, "select 1", wire.silence, "select 1", seconds=0.3)
    assert time.monotonic() - begin < SOON
    wire.reset()
    await ask(behind, "select 1")


async def test_all_the_waits_of_a_loan_count_together(behind: Pool, wire: Wire) -> None:
    wire.delay = 0.25
    await ask(behind, "select 1", seconds=0.6)
    with pytest.raises(DatabaseUnavailable):
        await ask(behind, *["select 1"] * 5, seconds=0.6)


async def test_work_that_nobody_waits_for_may_take_long(behind: Pool) -> None:
    with pytest.raises(DatabaseUnavailable):
        await ask(behind, "select pg_sleep(0.5)", seconds=0.2)
    async with behind.connection() as connection:
        await connection.execute("select pg_sleep(0.5)")


async def test_a_server_that_takes_no_writes_is_not_a_defect(behind: Pool) -> None:
    read_only = "set default_transaction_read_only = on"
    with pytest.raises(DatabaseUnavailable):
        await ask(behind, read_only, "create table public.anything (a int)")
