"""The retention run of a server: at its start, and once a day."""

from __future__ import annotations

import asyncio
import logging

from psycopg import Error
from psycopg_pool import PoolTimeout

from conversations.retention import Periods, Report, run_retention
from conversations.review.trace import trace_older
from core.database import Pool
from core.settings import Settings

DAY = 24 * 3600.0
AGAIN = 600.0
"""Seconds until the next try after a run that failed."""

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
