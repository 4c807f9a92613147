"""One turn of a conversation at a time, whatever the process, without a connection to hold it."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from conversations import store
from conversations.turn import keep_turns
from core.database import Connection, Pool
from core.errors import TurnRunning, TurnStopped, UnknownConversation
from core.reply import Reply, Said
from tests.patience import PATIENCE
from tests.turns import died

HELLO = Said(text="are you there?")
RECORD = store.TurnRecord(reply=Reply(kind="notice", text="yes"))
OFTEN = 0.05

HOLDER = """
import asyncio, sys
from psycopg import AsyncConnection
from psycopg.rows import dict_row
from conversations import store
from conversations.turn import keep_turns
from core.reply import Said

async def main(url, id):
    async with await AsyncConnection.connect(url, autocommit=True, row_factory=dict_row) as one:
        taken = await store.take_turn(one, id, Said(text="are you there?"), "m-1")
        print("held", flush=True)
        while True:
            assert await keep_turns(one, [taken.hold])
            await asyncio.sleep(0.5)

asyncio.run(main(*sys.argv[1:]))
"""


async def started(connection: Connection) -> str:
    return (await store.create(connection, pack="businesses", locale="en-US")).id


async def taken(pool: Pool, id: str, client: str | None = None, **more: Any) -> store.Taken:
    """The turn that somebody is given who comes with a message."""
    async with pool.connection() as connection:
        turn = await store.take_turn(connection, id, HELLO, client, **more)
    assert turn is not None
    return turn


async def finished(pool: Pool, hold: store.Hold) -> None:
    async with pool.connection() as connection, connection.transaction():
        await store.finish_turn(connection, hold, RECORD)


@pytest.fixture
async def id(pool: Pool) -> str:
    async with pool.connection() as connection:
        return await started(connection)


@pytest.fixture
async def in_work(pool: Pool) -> AsyncIterator[store.InWork]:
    held = store.InWork(pool, every=OFTEN)
    yield held
    await held.close()


async def test_nobody_is_given_a_turn_while_another_is_held(pool: Pool, id: str) -> None:
    first = await taken(pool, id)
    with pytest.raises(TurnRunning):
        await taken(pool, id)
    async with pool.connection() as connection:
        with pytest.raises(TurnRunning):
            await store.take_turn(connection, id)
        other = await started(connection)
    assert (await taken(pool, other)).n == 1
    await finished(pool, first.hold)
    assert (await taken(pool, id)).n == 2


async def test_of_many_who_ask_at_once_one_is_given_the_turn(pool: Pool, id: str) -> None:
    for turn in range(1, 6):
        asked = await asyncio.gather(*(taken(pool, id) for _ in range(8)), return_exceptions=True)
        given = [one for one in asked if isinstance(one, store.Taken)]
        assert [one.n for one in given] == [turn]
        assert {type(one) for one in asked if one is not given[0]} == {TurnRunning}
        await finished(pool, given[0].hold)


async def test_whoever_was_taken_for_dead_can_finish_nothing(pool: Pool, id: str) -> None:
    late = await taken(pool, id, "m-1")
    async with pool.connection() as connection:
        await died(connection, id)
        assert not await store.is_running(connection, id, "m-1")
    again = await taken(pool, id, "m-1")
    assert (again.n, again.own, again.attempts) == (1, True, 2)
    async with pool.connection() as connection:
        assert await store.is_running(connection, id, "m-1")
        with pytest.raises(TurnRunning):
            await store.finish_turn(connection, late.hold, RECORD)
        await store.abandon_turn(connection, late.hold)
        assert await keep_turns(connection, [late.hold, again.hold]) == {again.hold.holder}
    await finished(pool, again.hold)
    async with pool.connection() as connection:
        with pytest.raises(TurnRunning):
            await store.finish_turn(connection, late.hold, RECORD)


async def test_it_is_finished_by_its_holder_however_late(pool: Pool, id: str) -> None:
    late = await taken(pool, id)
    async with pool.connection() as connection:
        await died(connection, id)
    await finished(pool, late.hold)


async def test_what_its_holder_gave_up_is_no_attempt_and_not_waited_for(
    pool: Pool, id: str
) -> None:
    for _ in range(4):
        holder = uuid4()
        assert (await taken(pool, id, "m-1", holder=holder)).attempts == 1
        async with pool.connection() as connection:
            assert await store.is_running(connection, id, "m-1")
            assert not await store.is_running(connection, id, "m-1", [holder])
        given_up = [holder]
        turn = await taken(pool, id, "m-1", given_up=given_up)
        assert (turn.n, turn.attempts) == (1, 1)
        async with pool.connection() as connection:
            await store.abandon_turn(connection, turn.hold)


async def test_a_clock_that_jumped_back_blocks_nobody(pool: Pool, id: str) -> None:
    await taken(pool, id)
    async with pool.connection() as connection:
        await connection.execute(
            "update conversations.turns set held_until = held_until + interval '1 day'"
        )
    assert (await taken(pool, id)).attempts == 2


async def test_work_is_held_while_it_goes_on(pool: Pool, id: str, in_work: store.InWork) -> None:
    turn = await taken(pool, id, "m-1")
    async with in_work.holding(turn.hold), pool.connection() as connection:
        assert in_work.works_on(id)
        await died(connection, id)
        deadline = time.monotonic() + PATIENCE
        while not await store.is_running(connection, id, "m-1"):
            assert time.monotonic() < deadline
            await asyncio.sleep(OFTEN)
    assert not in_work.works_on(id)


async def test_where_nothing_was_left_nothing_is_written(pool: Pool, id: str) -> None:
    async with pool.connection() as connection:
        await connection.execute("set default_transaction_read_only = on")
        try:
            assert await store.take_turn(connection, id) is None
        finally:
            await connection.execute("reset default_transaction_read_only")


@pytest.mark.parametrize("where", ["here", "elsewhere"])
async def test_stopped_work_is_broken_off_and_forgotten(
    pool: Pool, id: str, in_work: store.InWork, where: str
) -> None:
    turn = await taken(pool, id)

    async def stop() -> None:
        await asyncio.sleep(OFTEN)
        if where == "here":
            assert in_work.stop(id)
            return
        async with pool.connection() as connection:
            assert await store.stop_turn(connection, id)
            assert not await store.stop_turn(connection, id)

    async with in_work.holding(turn.hold) as work:
        stopping = asyncio.create_task(stop())
        with pytest.raises(TurnStopped):
            await work.until_broken_off(asyncio.sleep(PATIENCE))
        await stopping
        assert not in_work.stop(id)


async def test_work_on_an_erased_conversation_is_broken_off(
    pool: Pool, id: str, in_work: store.InWork
) -> None:
    turn = await taken(pool, id)
    async with in_work.holding(turn.hold) as work:
        async with pool.connection() as connection:
            await store.erase(connection, id)
        with pytest.raises(UnknownConversation):
            await work.until_broken_off(asyncio.sleep(PATIENCE))


async def test_a_caller_who_leaves_is_no_stop(pool: Pool, id: str, in_work: store.InWork) -> None:
    turn = await taken(pool, id)

    async def work_on() -> None:
        async with in_work.holding(turn.hold) as work:
            await work.until_broken_off(asyncio.sleep(PATIENCE))

    working = asyncio.create_task(work_on())
    await asyncio.sleep(OFTEN)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert not in_work.works_on(id)


async def test_ids_that_are_unknown(pool: Pool) -> None:
    async with pool.connection() as connection:
        for id in ("not an id", "0" * 32):
            with pytest.raises(UnknownConversation):
                await store.take_turn(connection, id, HELLO)
        with pytest.raises(UnknownConversation):
            await store.stop_turn(connection, "not an id")


async def test_a_killed_process_is_noticed_soon_and_loses_no_message(
    pool: Pool, database_url: str, id: str
) -> None:
    command = [sys.executable, "-c", HOLDER, database_url, id]
    holder: Any = await asyncio.to_thread(
        subprocess.Popen, command, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout
        assert await asyncio.to_thread(holder.stdout.readline) == "held\n"
        async with pool.connection() as connection:
            assert await store.is_running(connection, id, "m-1")
        with pytest.raises(TurnRunning):
            await taken(pool, id, "m-2")
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    killed = time.monotonic()
    while True:
        try:
            left = await taken(pool, id, "m-2")
            break
        except TurnRunning:
            await asyncio.sleep(OFTEN)
    assert time.monotonic() - killed < PATIENCE
    assert (left.n, left.said, left.attempts, left.own) == (1, HELLO, 2, False)
    await finished(pool, left.hold)
    async with pool.connection() as connection:
        assert await store.finished_reply(connection, id, "m-1") == RECORD.reply
    assert (await taken(pool, id, "m-2")).n == 2
