"""Which published versions of a catalogue conversations rank with."""

from __future__ import annotations

from core.database import Connection
from core.sql import sql


async def versions_in_use(connection: Connection, pack_id: str, days: int) -> set[int]:
    """The versions of conversations that had a turn in so many days: they may go on."""
    values = {"pack": pack_id, "days": days}
    query = sql("conversations", "catalogue_versions").encode()
    found = await (await connection.execute(query, values)).fetchall()
    return {row["version"] for row in found}
