"""Forgets published versions that nobody ranks with any more."""

from __future__ import annotations

from collections.abc import Collection

from catalogue.query import run
from core.database import Connection


async def prune(connection: Connection, pack_id: str, in_use: Collection[int]) -> int:
    """Delete the versions of a pack that are not in use, with their words; how many there were.

    The newest two stay, and the newest of each embedding set, to which one may go back. Items are
    not touched.
    """
    return await run(connection, "prune_versions", {"pack": pack_id, "in_use": list(in_use)})
