"""Every version that a prompt had, kept so that what a turn recorded can be read again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from core.database import Connection
from core.sql import sql


class Kept(NamedTuple):
    """One version of a prompt: the whole file."""

    version: str
    content: str
    seen_at: datetime


async def keep_prompt(connection: Connection, name: str, version: str, content: str) -> None:
    """Keep a version, unless it is there already."""
    values = {"name": name, "version": version, "content": content}
    await connection.execute(sql("models", "keep_prompt"), values)


async def read_prompts(connection: Connection, name: str) -> list[Kept]:
    """The versions that were used here, the newest first."""
    cursor = await connection.execute(sql("models", "read_prompts"), {"name": name})
    return [Kept(row["version"], row["content"], row["seen_at"]) for row in await cursor.fetchall()]
