"""The ledger of calls: what may still be spent, shared by all processes through the database."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

from psycopg import Error
from psycopg_pool import PoolTimeout

from core.database import Pool
from core.model import Frozen
from core.settings import Settings
from core.sql import sql
from models.call import Account, Call, CallFailed, Job

PATIENCE = 1.0
"""Seconds to wait for one of the ledger's connections."""


class Limits(NamedTuple):
    """Calls a minute, and US dollars a day and a conversation; None: no limit."""

    per_minute: int
    per_day: float | None
    per_conversation: float | None


class Spent(Frozen):
    """The calls of a model on a day (UTC); ``unknown`` calls are not part of ``cost_usd``."""

    day: date
    model: str
    calls: int
    answered: int
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: float | None
    unknown: int


class Ledger:
    """Counts calls before they are made. ``pool`` is best one of its own."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits

    async def reserve(self, account: Account, job: Job, model: str, most: float | None) -> int:
        """Enter a call that may cost ``most`` US dollars; its number.

        Raises:
            CallFailed: ``rate`` or ``budget``: it may not be made; ``unavailable``: nothing can be
                counted now.
        """
        values = {
            **self._limits._asdict(),
            "conversation": account.conversation_id,
            "job": job,
            "model": model,
            "most": most,
        }
        try:
            row = await self._entered(values)
        except (Error, PoolTimeout):
            raise CallFailed("unavailable", "Calls cannot be counted just now.") from None
        if row["id"] is None:
            refused: Literal["rate", "budget"] = row["refused"]
            raise CallFailed(refused, "This call is over a limit.")
        return int(row["id"])

    async def _entered(self, values: dict[str, Any]) -> dict[str, Any]:
        async with self._pool.connection(PATIENCE) as connection, connection.transaction():
            await connection.execute(sql("models", "one_at_a_time"))
            row = await (await connection.execute(sql("models", "reserve"), values)).fetchone()
        assert row is not None
        return row

    async def settle(self, id: int, call: Call) -> None:
        """Enter what became of a call; where that fails, the most it could cost stays counted."""
        values = {
            "id": id,
            "outcome": call.outcome,
            "input": call.tokens.input if call.tokens else None,
            "output": call.tokens.output if call.tokens else None,
            "cost": call.cost_usd,
            "milliseconds": call.milliseconds,
        }
        try:
            async with self._pool.connection(PATIENCE) as connection:
                await connection.execute(sql("models", "settle"), values)
        except (Error, PoolTimeout):
            return


async def spent(pool: Pool, days: int) -> list[Spent]:
    """Calls, tokens and cost by day and model, the newest day first."""
    async with pool.connection() as connection:
        cursor = await connection.execute(sql("models", "spent"), {"days": days})
        return [Spent(**row) for row in await cursor.fetchall()]


def limits_of(settings: Settings) -> Limits:
    """The limits of these settings."""
    return Limits(
        per_minute=settings.model_calls_per_minute,
        per_day=settings.budget_per_day,
        per_conversation=settings.budget_per_conversation,
    )
