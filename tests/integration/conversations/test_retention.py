"""What goes away when, and what stands against it."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

from conversations import erasure, store
from conversations.audit import note, read_audit
from conversations.record import TurnRecord
from conversations.retention import LOCK, Periods, Report, run_retention
from core.database import Connection, Pool
from core.errors import TurnRunning, UnknownConversation
from core.reply import Reply, Said
from tests.turns import begin, died, finish

PERIODS = Periods(
    at_least=0, conversations=365, feedback=100, checkpoints=90, logs=30, exports=30, audit=400,
    session_idle_minutes=60, session_hours=12,
)  # fmt: skip


async def aged(connection: Connection, days: int) -> str:
    """A conversation with a turn, feedback and a checkpoint, last used so many days ago."""
    id = (await store.create(connection, pack="a", locale="en")).id
    await begin(connection, id, Said(text="hello"))
    await died(connection, id)
    await store.add_feedback(connection, id, None, "helpful")
    values = {"id": id, "at": datetime.now(UTC) - timedelta(days=days)}
    for change in (
        "update conversations.conversations set updated_at = %(at)s where id = %(id)s",
        "update conversations.feedback set given_at = %(at)s where conversation_id = %(id)s",
        "insert into checkpoints.checkpoints (thread_id, checkpoint_id, checkpoint)"
        " values (%(id)s, '1', '{}')",
    ):
        await connection.execute(change.encode(), values)
    return id


async def there(connection: Connection, id: str) -> tuple[int, int, int]:
    """How many conversations, judgements and checkpoints of it are stored."""
    counts = []
    for table, column in (("conversations.conversations", "id"),
                          ("conversations.feedback", "conversation_id"),
                          ("checkpoints.checkpoints", "thread_id")):  # fmt: skip
        query = f"select count(*) as n from {table} where {column} = %s"
        row = await (await connection.execute(query.encode(), (id,))).fetchone()
        counts.append(row["n"] if row else -1)
    return (counts[0], counts[1], counts[2])


@pytest.fixture
async def connection(pool: Pool) -> Any:
    async with pool.connection() as opened:
        await opened.execute("create schema if not exists checkpoints")
        await AsyncPostgresSaver(opened).setup()
        yield opened


async def test_each_kind_has_its_period(connection: Connection, tmp_path: Path) -> None:
    ids = {days: await aged(connection, days) for days in (1, 95, 200, 400)}
    expected = Report(conversations=1, feedback=1, checkpoints=2)
    assert await run_retention(connection, PERIODS, tmp_path, dry=True) == expected
    assert [await there(connection, id) for id in ids.values()] == [(1, 1, 1)] * 4
    assert await run_retention(connection, PERIODS, tmp_path) == expected
    assert await there(connection, ids[1]) == (1, 1, 1)
    assert await there(connection, ids[95]) == (1, 1, 0)
    assert await there(connection, ids[200]) == (1, 0, 0)
    assert await there(connection, ids[400]) == (0, 0, 0)
    assert await run_retention(connection, PERIODS, tmp_path) == Report()
    lines = await read_audit(connection)
    assert [(line.who, line.what) for line in lines] == [
        ("retention", "retention run"), ("retention", "conversation expired"),
    ]  # fmt: skip


async def test_a_hold_comes_first(connection: Connection, tmp_path: Path) -> None:
    id = await aged(connection, 4000)
    await erasure.hold(connection, id, who="ann", why="a lawsuit")
    assert await erasure.erase(connection, id) == "closed"
    assert await run_retention(connection, PERIODS, tmp_path) == Report()
    assert await there(connection, id) == (1, 1, 1)
    with pytest.raises(UnknownConversation):
        await store.read_conversation(connection, id)
    with pytest.raises(UnknownConversation):
        await erasure.erase(connection, id)
    await erasure.release(connection, id, who="ann")
    await run_retention(connection, PERIODS, tmp_path)
    assert await there(connection, id) == (0, 0, 0)
    told = [line.what for line in reversed(await read_audit(connection))]
    assert told == [
        "conversation held", "conversation closed", "conversation released",
        "conversation erased", "retention run",
    ]  # fmt: skip


async def test_what_must_be_kept_comes_before_erasure(
    connection: Connection, tmp_path: Path
) -> None:
    id, strict = await aged(connection, 400), PERIODS.model_copy(update={"at_least": 1000})
    assert await erasure.erase(connection, id, at_least_days=1000) == "closed"
    await run_retention(connection, strict, tmp_path)
    assert (await there(connection, id))[:2] == (1, 1)
    await run_retention(connection, PERIODS, tmp_path)
    assert await there(connection, id) == (0, 0, 0)


async def test_a_closed_conversation_opens_to_nobody(connection: Connection) -> None:
    created = await store.create(connection, pack="a", locale="en")
    assert await store.authorised(connection, created.id, created.token)
    await erasure.erase(connection, created.id, at_least_days=10)
    assert not await store.authorised(connection, created.id, created.token)


async def test_one_process_does_it(connection: Connection, pool: Pool, tmp_path: Path) -> None:
    await aged(connection, 400)
    async with pool.connection() as other:
        await other.execute("select pg_advisory_lock(%s)", (LOCK,))
        assert await run_retention(connection, PERIODS, tmp_path) is None
        await other.execute("select pg_advisory_unlock(%s)", (LOCK,))

    async def run() -> Report | None:
        async with pool.connection() as mine:
            return await run_retention(mine, PERIODS, tmp_path)

    done = [report for report in await asyncio.gather(*(run() for _ in range(4))) if report]
    assert sum(report.conversations for report in done) == 1


async def test_a_conversation_in_use_keeps_its_checkpoint(
    connection: Connection, tmp_path: Path
) -> None:
    id = await aged(connection, 95)
    await begin(connection, id, Said(text="hello"))
    assert await run_retention(connection, PERIODS, tmp_path) == Report()
    assert await there(connection, id) == (1, 1, 1)


async def test_whoever_was_taken_for_dead_writes_no_half_checkpoint(
    connection: Connection, tmp_path: Path
) -> None:
    id = await aged(connection, 95)
    assert await run_retention(connection, PERIODS, tmp_path) == Report(checkpoints=1)
    with pytest.raises(TurnRunning):
        await finish(connection, id, 1, TurnRecord(reply=Reply(kind="notice", text="late")))


async def test_checkpoints_of_nobody_are_forgotten(connection: Connection, tmp_path: Path) -> None:
    id = await aged(connection, 1)
    await connection.execute("delete from conversations.conversations")
    assert await run_retention(connection, PERIODS, tmp_path) == Report(checkpoints=1)
    assert await there(connection, id) == (0, 0, 0)


async def test_old_audit_goes_but_never_a_young_one(connection: Connection, tmp_path: Path) -> None:
    await note(connection, "ann", "old", "x")
    await connection.execute("alter table conversations.audit disable trigger audit_rows")
    await connection.execute("update conversations.audit set at = now() - interval '500 days'")
    await connection.execute("alter table conversations.audit enable trigger audit_rows")
    await note(connection, "ann", "young", "x")
    assert await run_retention(connection, PERIODS, tmp_path) == Report(audit=1)
    assert "old" not in {line.what for line in await read_audit(connection)}
    assert "young" in {line.what for line in await read_audit(connection)}


async def test_exports_and_logs(connection: Connection, tmp_path: Path) -> None:
    id, month_old = await aged(connection, 400), time.time() - 31 * 86_400
    files = [tmp_path / "exports" / "someone" / f"{name}.json" for name in (id, "0" * 32, "1" * 32)]
    files[0].parent.mkdir(parents=True)
    for path in files:
        path.write_text("{}")
    os.utime(files[1], (month_old, month_old))
    log = tmp_path / "postgres" / "log"
    log.parent.mkdir()
    log.write_text(f"{time.strftime('%Y-%m-%d')} 10:00:00 UTC LOG: x\n")
    dry = await run_retention(connection, PERIODS, tmp_path, dry=True)
    assert dry is not None
    assert (dry.exports, dry.logs) == (1, 0)
    log.write_text("no date\n2020-01-01 10:00:00 UTC LOG: x\n")
    report = await run_retention(connection, PERIODS, tmp_path)
    assert report is not None
    assert (report.exports, report.logs) == (2, 1)
    assert [path.exists() for path in files] == [False, False, True]
    assert log.read_text() == ""


async def test_no_samples_of_what_people_said_are_kept(connection: Connection) -> None:
    await connection.execute("select conversations.without_statistics()")
    for n in range(300):
        id = (await store.create(connection, pack="a", locale="en")).id
        await begin(connection, id, Said(text=f"canary {n % 7}"))
        await store.add_feedback(connection, id, None, "helpful", f"canary {n % 7}")
    await connection.execute("analyze")
    cursor = await connection.execute(
        "select * from pg_stats where schemaname in ('conversations', 'checkpoints')"
    )
    rows = await cursor.fetchall()
    assert rows
    assert "canary" not in str(rows)
