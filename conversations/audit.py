"""The audit: who did what to whom, and when. It is only ever added to, and holds nobody's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conversations.storable import document, storable_text
from core.database import Connection
from core.model import Frozen
from core.sql import sql

OPERATOR = "operator"
"""Who acts through the command line."""

HOLDER = "holder of the token"
"""Who acts on a conversation without having signed in."""


class Entry(Frozen):
    """One line of the audit; ``whom`` is a user's name or a conversation's id."""

    at: datetime
    who: str
    what: str
    whom: str
    details: dict[str, Any]


async def note(
    connection: Connection, who: str, what: str, whom: str, details: Mapping[str, Any] | None = None
) -> None:
    """Add a line; in the transaction of what it tells, so that both count or neither."""
    values = {
        "who": storable_text(who),
        "what": what,
        "whom": storable_text(whom),
        "details": document(dict(details or {})),
    }
    await connection.execute(sql("conversations", "note_audit"), values)


async def read_audit(connection: Connection, most: int = 100) -> list[Entry]:
    """The newest lines, newest first."""
    cursor = await connection.execute(sql("conversations", "read_audit"), {"most": most})
    return [Entry.model_validate(row) for row in await cursor.fetchall()]
