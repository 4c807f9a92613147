"""The retention run: what has been kept long enough goes away, kind by kind.

A legal hold comes first, then the days that conversations must be kept, then the periods and the
erasures that had to wait for them.
"""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from conversations.audit import note
from conversations.erasure import exports_folder, forget_exports
from core.database import Connection
from core.model import Frozen
from core.sql import sql

LOCK = 5_515_152
"""The advisory lock of the run: of many processes one does it, the others have nothing to do."""

BATCH = 500
DAY = 86_400
WHO = "retention"


class Periods(Frozen):
    """Days that each kind of data is kept; sign-ins by their lifetimes."""

    at_least: int
    conversations: int
    feedback: int
    checkpoints: int
    logs: int
    exports: int
    audit: int
    session_idle_minutes: int
    session_hours: int


class Report(Frozen):
    """How much went away (or would), by kind; ``logs`` counts emptied files."""

    conversations: int = 0
    feedback: int = 0
    checkpoints: int = 0
    sessions: int = 0
    attempts: int = 0
    audit: int = 0
    exports: int = 0
    logs: int = 0

    def lines(self) -> list[str]:
        """One line a kind, to read."""
        return [f"{kind:<14}{count:>8,}" for kind, count in self.model_dump().items()]


async def run_retention(
    connection: Connection, periods: Periods, data_dir: Path, *, dry: bool = False
) -> Report | None:
    """Delete what has been kept long enough; None where another process is doing so now.

    The connection must not be inside a transaction. ``dry`` only counts.
    """
    async with _alone(connection) as mine:
        if not mine:
            return None
        async with _tried(connection, dry):
            report = await _run(connection, periods, data_dir, dry)
        if not dry and any(report.model_dump().values()):
            await note(connection, WHO, "retention run", "data", report.model_dump())
            await vacuum(connection)
        return report


async def _run(connection: Connection, periods: Periods, data_dir: Path, dry: bool) -> Report:
    await connection.execute(sql("conversations", "without_statistics"))
    gone = await _conversations(connection, periods)
    feedback, lifetime = _kept(periods.feedback, periods), _lifetime(periods)
    return Report(
        conversations=len(gone),
        feedback=await _deleted(connection, "expire_feedback", feedback),
        checkpoints=await _checkpoints(connection, periods.checkpoints, dry),
        sessions=await _deleted(connection, "forget_sessions", lifetime),
        attempts=await _deleted(connection, "forget_attempts", {}),
        audit=await _deleted(connection, "expire_audit", {"keep_days": periods.audit}),
        exports=_exports(data_dir, gone, periods.exports, dry),
        logs=_logs(data_dir, periods.logs, dry),
    )


async def vacuum(connection: Connection) -> None:
    """Give back the room of what was deleted."""
    await connection.execute(sql("conversations", "vacuum"))
    if await has_checkpoints(connection):
        await connection.execute(sql("conversations", "vacuum_checkpoints"))


@asynccontextmanager
async def _alone(connection: Connection) -> AsyncIterator[bool]:
    cursor = await connection.execute(sql("conversations", "try_lock"), {"key": LOCK})
    row = await cursor.fetchone()
    if not (row and row["held"]):
        yield False
        return
    try:
        yield True
    finally:
        await connection.execute(sql("conversations", "unlock"), {"key": LOCK})


def _tried(connection: Connection, dry: bool) -> AbstractAsyncContextManager[object]:
    """Nothing done inside stays done if ``dry``."""
    return connection.transaction(force_rollback=True) if dry else nullcontext()


async def _conversations(connection: Connection, periods: Periods) -> list[str]:
    values = {**_kept(periods.conversations, periods), "who": WHO, "most": BATCH}
    gone: list[str] = []
    while True:
        cursor = await connection.execute(sql("conversations", "expire_conversations"), values)
        batch = [row["id"] for row in await cursor.fetchall()]
        gone += batch
        if len(batch) < BATCH:
            return gone


async def _deleted(connection: Connection, query: str, values: Mapping[str, int]) -> int:
    return (await connection.execute(sql("conversations", query), values)).rowcount


async def _checkpoints(connection: Connection, days: int, dry: bool) -> int:
    if dry:
        return await counted(connection, "count_rested", {"keep_days": days})
    total, values = 0, {"keep_days": days, "most": BATCH}
    while count := await counted(connection, "forget_checkpoints", values):
        total += count
    return total


async def counted(
    connection: Connection, query: str, values: Mapping[str, object] | None = None
) -> int:
    """The figure ``n`` that a query gives."""
    row = await (await connection.execute(sql("conversations", query), values)).fetchone()
    return int(row["n"]) if row else 0


async def has_checkpoints(connection: Connection) -> bool:
    """Whether the checkpointer has made its tables yet."""
    row = await (await connection.execute(sql("conversations", "has_checkpoints"))).fetchone()
    return bool(row and row["found"])


def _kept(days: int, periods: Periods) -> dict[str, int]:
    return {"keep_days": days, "at_least_days": periods.at_least}


def _lifetime(periods: Periods) -> dict[str, int]:
    return {"idle_minutes": periods.session_idle_minutes, "hours": periods.session_hours}


def _exports(data_dir: Path, gone: list[str], days: int, dry: bool) -> int:
    folder, oldest = exports_folder(data_dir), time.time() - days * DAY
    old = [path for path in folder.rglob("*.json") if path.stat().st_mtime < oldest]
    if dry:
        return len(old)
    for path in old:
        path.unlink(missing_ok=True)
    return len(old) + forget_exports(data_dir, gone)


def _logs(data_dir: Path, days: int, dry: bool) -> int:
    """Empty the embedded server's log once its first line is too old; the server appends to it."""
    log = data_dir / "postgres" / "log"
    try:
        begun = _first_day(log)
        if begun is None or time.time() - begun < days * DAY:
            return 0
        if not dry:
            os.truncate(log, 0)
    except OSError:
        return 0
    return 1


def _first_day(log: Path) -> float | None:
    """The time, in seconds since 1970, of the first line that begins with a date."""
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                return time.mktime(time.strptime(line[:10], "%Y-%m-%d"))
            except ValueError:
                continue
    return None
