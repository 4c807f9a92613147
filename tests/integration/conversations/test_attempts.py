"""Attempts to sign in as they are counted in the store."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from conversations import users
from conversations.attempts import (
    FREE,
    LONGEST,
    MANY,
    Tally,
    attempt_of,
    begin_attempt,
    succeed,
    wait,
)
from conversations.retention import Periods, run_retention
from core.database import Pool
from core.errors import TooManyRequests

SECRET = "s" * 32
NOTHING = Tally(
    pair=0, pair_since=0, name=0, name_since=0, address=0, address_since=0, known=False
)  # fmt: skip
PERIODS = Periods(
    at_least=0, conversations=1, feedback=1, checkpoints=1, logs=1, exports=1, audit=366,
    session_idle_minutes=1, session_hours=1,
)  # fmt: skip


def after(**change: float) -> float:
    return wait(NOTHING.model_copy(update=change), address_a_minute=10)


def test_the_delay_of_a_pair_grows_to_its_bound() -> None:
    waits = [after(pair=wrong) for wrong in range(FREE + 12)]
    assert waits[: FREE + 4] == [0] * FREE + [1, 2, 4, 8]
    assert waits == sorted(waits)
    assert waits[-1] == after(pair=10_000) == LONGEST
    assert after(pair=FREE + 3, pair_since=5) == 3
    assert after(pair=FREE + 3, pair_since=8) == 0


def test_an_address_and_a_name_slow_those_who_are_not_known() -> None:
    assert after(address=10, address_since=20) == 40
    assert after(address=9, address_since=20) == 0
    assert after(name=MANY, name_since=0.25) == 0.75
    assert after(name=10_000, name_since=1) == 0
    assert after(address=99, name=10_000, known=True) == 0
    assert after(address=99, name=10_000, known=True, pair=FREE) == 1


@pytest.mark.parametrize("name", ["Ann", " ann ", "ANN"])
def test_every_way_to_write_a_name_is_one(name: str) -> None:
    assert attempt_of(SECRET, name, "a") == attempt_of(SECRET, "ann", "a")
    assert attempt_of(SECRET, name, "a") != attempt_of("t" * 32, "ann", "a")
    assert attempt_of(SECRET, "a", "b") != attempt_of(SECRET, "b", "a")


async def test_many_at_once_are_many(pool: Pool) -> None:
    attempt = attempt_of(SECRET, "ann", "10.0.0.1")

    async def once() -> bool:
        async with pool.connection() as connection:
            try:
                await begin_attempt(connection, attempt, "ann", 1000)
            except TooManyRequests:
                return False
            return True

    assert sum(await asyncio.gather(*(once() for _ in range(20)))) == FREE


async def test_a_refused_attempt_is_not_counted(pool: Pool) -> None:
    attempt = attempt_of(SECRET, "ann", "10.0.0.1")
    async with pool.connection() as connection:
        for _ in range(FREE):
            await begin_attempt(connection, attempt, "ann", 1000)
        for _ in range(3):
            with pytest.raises(TooManyRequests) as refused:
                await begin_attempt(connection, attempt, "ann", 1000)
            assert refused.value.retry_after <= 1


async def test_they_are_forgotten(pool: Pool, tmp_path: Path) -> None:
    old, young = attempt_of(SECRET, "ann", "10.0.0.1"), attempt_of(SECRET, "ann", "10.0.0.2")
    async with pool.connection() as connection:
        ann = await users.add_user(connection, "ann", "person", "x" * 12, who="operator")
        await succeed(connection, old, ann.id)
        await begin_attempt(connection, old, "ann", 1000)
        aged = "update conversations.{} set at = at - interval '{} days'"
        await connection.execute(aged.format("sign_in_attempts", 2).encode())
        await connection.execute(aged.format("sign_in_places", 91).encode())
        await succeed(connection, young, ann.id)
        await begin_attempt(connection, young, "ann", 1000)
        report = await run_retention(connection, PERIODS, tmp_path)
        assert report is not None
        assert report.attempts == 1
        left = "select address_hash from conversations.{}"
        for table in ("sign_in_attempts", "sign_in_places"):
            cursor = await connection.execute(left.format(table).encode())
            assert [row["address_hash"] for row in await cursor.fetchall()] == [young.address_hash]
        await users.remove_user(connection, "ann", who="operator")
        cursor = await connection.execute(left.format("sign_in_places").encode())
        assert await cursor.fetchall() == []
