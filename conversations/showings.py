"""Where an item was shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.database import Connection
from core.sql import sql

MOST = 100
"""Showings that are listed."""


@dataclass(frozen=True)
class Showing:
    """One turn whose five held an item, at ``place`` (1 is the first)."""

    conversation_id: str
    n: int
    place: int
    finished_at: datetime
    versions: dict[str, Any] | None


async def showings(connection: Connection, pack_id: str, item_id: str) -> list[Showing]:
    """The latest turns in which an item of a pack was shown, the newest first."""
    values = {"pack": pack_id, "item": item_id, "limit": MOST}
    cursor = await connection.execute(sql("conversations", "shown_item").encode(), values)
    return [Showing(**row) for row in await cursor.fetchall()]
