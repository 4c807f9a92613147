"""The lock of a conversation: one holder, a limited wait, and freed when its process dies."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from typing import Any

import psycopg
import pytest

from conversations import store
from conversations.lock import LONGEST_WAIT
from core.database import Connection, Pool
from core.errors import TurnRunning, UnknownConversation
from core.reply import Reply, Said

HOLDER = """
import asyncio, sys
from psycopg import AsyncConnection
from psycopg.rows import dict_row
from conversations import store
from core.reply import Said

async def main(url, id):
    async with await AsyncConnection.connect(url, autocommit=True, row_factory=dict_row) as one:
        async with store.locked(one, id):
            await store.begin_turn(one, id, Said(text="are you there?"), "m-1")
            async with one.transaction():
                await one.execute("select 1")
                print("held", flush=True)
                await asyncio.sleep(60)

asyncio.run(main(*sys.argv[1:]))
"""


async def started(connection: Connection) -> str:
    return (await store.create(connection, pack="businesses", locale="en-US")).id


async def test_the_wait_is_limited(pool: Pool) -> None:
    async with pool.connection() as one, pool.connection() as other:
        id = await started(one)
        async with store.locked(one, id):
            before = time.monotonic()
            with pytest.raises(TurnRunning):
                async with store.locked(other, id, wait=0.2):
                    pytest.fail("two holders")
            assert 0.15 < time.monotonic() - before < LONGEST_WAIT
            cursor = await other.execute("show lock_timeout")
            assert await cursor.fetchone() == {"lock_timeout": "0"}
        async with store.locked(other, id, wait=0.2):
            pass


async def test_conversations_do_not_wait_for_each_other(pool: Pool) -> None:
    async with pool.connection() as one, pool.connection() as other:
        first, second = await started(one), await started(one)
        async with store.locked(one, first), store.locked(other, second, wait=0.01):
            pass


async def test_it_is_free_after_a_failure(pool: Pool) -> None:
    async with pool.connection() as one, pool.connection() as other:
        id = await started(one)
        with pytest.raises(psycopg.errors.DivisionByZero):
            async with store.locked(one, id), one.transaction():
                await one.execute("select 1 / 0")
        async with store.locked(other, id, wait=0.01):
            pass


async def test_a_connection_that_cannot_unlock_is_closed(pool: Pool) -> None:
    async def break_it(id: str) -> None:
        async with pool.connection() as one, store.locked(one, id):
            await one.execute("begin")
            with pytest.raises(psycopg.errors.DivisionByZero):
                await one.execute("select 1 / 0")

    async with pool.connection() as other:
        id = await started(other)
        with pytest.raises(psycopg.errors.InFailedSqlTransaction):
            await break_it(id)
        async with store.locked(other, id, wait=1):
            pass


async def test_a_cancelled_wait_leaves_no_lock(pool: Pool) -> None:
    async with pool.connection() as one, pool.connection() as third:
        id = await started(one)

        async def wait() -> None:
            async with pool.connection() as other, store.locked(other, id):
                pytest.fail("two holders")

        async with store.locked(one, id):
            waiting = asyncio.create_task(wait())
            await asyncio.sleep(0.1)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        async with store.locked(third, id, wait=0.5):
            pass


async def test_ids_of_the_wrong_form_are_unknown(pool: Pool) -> None:
    async with pool.connection() as connection:
        with pytest.raises(UnknownConversation):
            async with store.locked(connection, "not an id"):
                pass


async def test_a_running_message_is_told_from_an_interrupted_one(pool: Pool) -> None:
    async with pool.connection() as one, pool.connection() as other:
        id = await started(one)
        assert not await store.is_running(other, id, "m-1")
        async with store.locked(one, id):
            await store.begin_turn(one, id, Said(text="hello"), "m-1")
            assert await store.is_running(other, id, "m-1")
            assert not await store.is_running(other, id, "m-2")
        assert not await store.is_running(other, id, "m-1")


async def test_a_killed_process_frees_the_lock_and_loses_no_message(
    pool: Pool, database_url: str
) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        command = [sys.executable, "-c", HOLDER, database_url, id]
        holder: Any = await asyncio.to_thread(
            subprocess.Popen, command, stdout=subprocess.PIPE, text=True
        )
        try:
            assert holder.stdout
            assert await asyncio.to_thread(holder.stdout.readline) == "held\n"
            assert await store.is_running(connection, id, "m-1")
            with pytest.raises(TurnRunning):
                async with store.locked(connection, id, wait=0.05):
                    pytest.fail("two holders")
        finally:
            holder.send_signal(signal.SIGKILL)
            holder.wait()
        async with store.locked(connection, id, wait=5):
            assert not await store.is_running(connection, id, "m-1")
            left = await store.unfinished(connection, id, "m-2")
            assert left == store.Unfinished(n=1, said=Said(text="are you there?"), attempts=2)
            reply = Reply(kind="notice", text="yes")
            await store.finish_turn(connection, id, 1, store.TurnRecord(reply=reply))
        assert await store.finished_reply(connection, id, "m-1") == reply
