"""What a server does beside serving: the retention run, and copies of the embedded database."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
from psycopg import Error
from psycopg_pool import PoolTimeout

from conversations.retention import Periods, Report, run_retention
from conversations.review.trace import trace_older
from core.backup import forget_halves
from core.database import Pool
from core.embedded import copies, copies_folder
from core.errors import BackupFailed
from core.settings import Settings
from core.sql import sql

DAY = 24 * 3600.0
AGAIN = 600.0
"""Seconds until the next try after a run that failed."""

FIRST_COPY = 900.0
"""Seconds after the start of a server until it looks whether a copy is due."""

LOOKING = 3600.0
"""Seconds between such looks."""

KEPT = 3
"""Copies that are kept."""

NICE = 10
COPYING = (sys.executable, "-c", "from ui.cli import main; main()", "backup", "--quiet")

log = logging.getLogger("firstfive.upkeep")


def periods(settings: Settings) -> Periods:
    """How long the settings keep each kind of data."""
    return Periods(
        at_least=settings.keep_at_least_days,
        conversations=settings.keep_conversations_days,
        feedback=settings.keep_feedback_days,
        checkpoints=settings.keep_checkpoints_days,
        logs=settings.keep_logs_days,
        exports=settings.keep_exports_days,
        audit=settings.keep_audit_days,
        session_idle_minutes=settings.session_idle_minutes,
        session_hours=settings.session_hours,
    )


async def retain(pool: Pool, settings: Settings, *, dry: bool = False) -> Report | None:
    """One retention run; None where another process is at it."""
    async with pool.connection() as connection:
        return await run_retention(connection, periods(settings), settings.data_dir, dry=dry)


async def keep_up(pool: Pool, settings: Settings) -> None:
    """Run it now and every day, until cancelled; what reviewers search is completed first."""
    while True:
        try:
            async with pool.connection() as connection:
                await trace_older(connection)
            await retain(pool, settings)
            pause = DAY
        except (Error, PoolTimeout) as error:
            log.warning("the retention run failed: %s", type(error).__name__)
            pause = AGAIN
        await asyncio.sleep(pause)


async def keep_copies(pool: Pool, settings: Settings) -> None:
    """Copy the embedded database every few days, until cancelled."""
    if settings.database_url is not None or not settings.backup_days:
        return
    pause = FIRST_COPY
    while True:
        await asyncio.sleep(pause)
        pause = LOOKING
        try:
            if is_due(settings, time.time()):
                await copy(pool, settings)
        except (BackupFailed, Error, PoolTimeout, OSError) as error:
            log.warning("the copy of the database failed: %s", type(error).__name__)


def is_due(settings: Settings, now: float) -> bool:
    """Whether the newest copy is as old as copies may become."""
    ages = [now - one.stat().st_mtime for one in copies(settings.data_dir)]
    made = [age for age in ages if age > -LOOKING]  # others are of a clock that was wrong
    return not made or min(made) >= settings.backup_days * DAY - LOOKING / 2


async def copy(pool: Pool, settings: Settings, keep: int = KEPT) -> Path:
    """Make a copy now, in a process of its own; the oldest go, so that ``keep`` are left.

    Raises:
        BackupFailed: it could not be made.
    """
    folder = copies_folder(settings.data_dir)
    folder.mkdir(mode=0o700, exist_ok=True)
    forget_halves(folder, "firstfive-*.backup")
    await _refuse_without_room(pool, folder)
    file = folder / time.strftime("firstfive-%Y%m%dT%H%M%SZ.backup", time.gmtime())
    await _copied(settings, file)
    for old in [one for one in copies(settings.data_dir) if one != file][: 1 - keep or None]:
        old.unlink(missing_ok=True)
    return file


async def _refuse_without_room(pool: Pool, folder: Path) -> None:
    """A copy is smaller than the database; where that does not fit, the database needs the room."""
    async with pool.connection() as connection:
        row = await (await connection.execute(sql("core", "database_size"))).fetchone()
    if row and row["bytes"] > shutil.disk_usage(folder).free:
        raise BackupFailed("There is too little room in the data folder.")


async def _copied(settings: Settings, file: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *COPYING, file, "--data-dir", settings.data_dir, env=_environ(), stderr=subprocess.PIPE
    )
    try:
        with suppress(psutil.Error):
            psutil.Process(process.pid).nice(NICE)
        _, complaint = await process.communicate()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if process.returncode:
        raise BackupFailed(complaint.decode("utf-8", "replace").strip())


def _environ() -> dict[str, str]:
    """The embedded database is meant, whatever this process was started with."""
    return {name: value for name, value in os.environ.items() if name != "FIRSTFIVE_DATABASE_URL"}
