"""The figures of a time, for pictures: how conversations went, and what reviewers found in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from conversations.review.queue import RESTS
from core.database import Connection
from core.model import Frozen
from core.sql import sql


class Week(Frozen):
    """Conversations that began in a week: how many, that saw the five, and that liked one."""

    week: date
    conversations: int
    five: int
    interested: int


class Count(Frozen):
    """How many there are of something; ``of`` those there could have been."""

    name: str
    n: int
    of: int


class Version(Frozen):
    """Conversations held with a version of something, and how they went.

    ``faulty`` are those of the ``judged`` ones in which a reviewer found a fault.
    """

    kind: str
    version: str
    conversations: int
    five: int
    interested: int
    questions: float | None
    judged: int
    faulty: int


class Figures(Frozen):
    """All of them. ``seconds`` are in steps of 15 and "name" their lower end."""

    weeks: tuple[Week, ...]
    questions: tuple[Count, ...]
    seconds: tuple[Count, ...]
    left: tuple[Count, ...]
    labels: tuple[Count, ...]
    versions: tuple[Version, ...]


async def figures(
    connection: Connection, pack: str | None, since: date, until: date, faults: tuple[str, ...]
) -> Figures:
    """The figures of conversations that began from ``since`` to ``until``, both included.

    ``pack`` None: of all packs; ``faults`` are the labels that count as one.
    """
    values = {
        "tags": [f"pack:{pack}"] if pack else [],
        "since": datetime.combine(since, time(), UTC),
        "until": datetime.combine(until + timedelta(days=1), time(), UTC),
        "resting": datetime.now(UTC) - RESTS,
        "faults": list(faults),
    }
    names = ("weeks", "questions", "seconds", "left", "labels", "versions")
    return Figures.model_validate(
        {name: await _rows(connection, f"figures_{name}", values) for name in names}
    )


async def _rows(connection: Connection, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    cursor = await connection.execute(sql("conversations", query), values, prepare=False)
    return await cursor.fetchall()
