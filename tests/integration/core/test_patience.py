"""A database that is slow, silent or not to be written to, seen by somebody who waits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from psycopg.conninfo import conninfo_to_dict

from core.database import Pool, lent, open_pool
from core.errors import DatabaseUnavailable
from core.patience import BUSY, LENDING, LONGEST, PROBING, SERVING
from core.settings import read_settings
from evaluation.faults.wire import Wire, wired

SOON = LONGEST - 5
"""Seconds: less than a server that lives is waited for."""


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


async def ask(
    pool: Pool,
    *asked: str | Callable[[], None],
    seconds: float = SERVING,
    longest: float = LONGEST,
) -> None:
    """Say these things on one loan, and do in between what is to be done."""
    async with lent(pool, seconds, longest) as connection:
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
    def late() -> None:
        wire.delay = 2 * PROBING

    with pytest.raises(DatabaseUnavailable):
        await ask(behind, late, *["select 1"] * 5, seconds=2 * PROBING)


async def test_a_server_that_is_slow_but_lives_is_waited_for(behind: Pool) -> None:
    await ask(behind, "select pg_sleep(0.7)", "select pg_sleep(0.7)", "select 1", seconds=0.2)


async def test_one_that_stays_slow_is_given_up_at_the_end(behind: Pool) -> None:
    begin = time.monotonic()
    with pytest.raises(DatabaseUnavailable):
        await ask(behind, "select pg_sleep(60)", seconds=0.2, longest=1.0)
    assert time.monotonic() - begin < 40
    await ask(behind, "select 1")


def starve() -> None:
    """What happens where other programs have the processor: nothing."""
    time.sleep(0.6)


async def test_an_answer_is_read_although_this_process_had_no_time(behind: Pool) -> None:
    async with lent(behind, 0.2, 0.2) as connection:
        answer = asyncio.create_task(connection.execute("select 1"))
        await asyncio.sleep(0)
        starve()
        assert await (await answer).fetchone() is not None


async def test_where_all_are_lent_one_waits_as_long_as_the_server_lives(behind: Pool) -> None:
    holding, released = asyncio.Barrier(behind.max_size + 1), asyncio.Event()

    async def hold() -> None:
        async with lent(behind, BUSY) as connection:
            await connection.execute("select 1")
            await holding.wait()
            await released.wait()

    holders = [asyncio.create_task(hold()) for _ in range(behind.max_size)]
    await holding.wait()
    asyncio.get_running_loop().call_later(LENDING + 1, released.set)
    await ask(behind, "select 1")
    await asyncio.gather(*holders)


async def test_of_many_who_doubt_one_looks(behind: Pool, wire: Wire) -> None:
    wire.silence()
    begin = time.monotonic()
    assert not any(await asyncio.gather(*(behind.alive() for _ in range(40))))
    assert time.monotonic() - begin < 20 * PROBING
    wire.reset()
    assert await behind.alive()


async def test_work_that_nobody_waits_for_may_take_long(behind: Pool) -> None:
    async with behind.connection() as connection:
        await connection.execute("select pg_sleep(0.5)")


async def test_a_server_that_takes_no_writes_is_not_a_defect(behind: Pool) -> None:
    read_only = "set default_transaction_read_only = on"
    with pytest.raises(DatabaseUnavailable):
        await ask(behind, read_only, "create table public.anything (a int)")
