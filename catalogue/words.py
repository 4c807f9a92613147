"""Stores which items of a version hold which words, as BM25 weights."""

from __future__ import annotations

from catalogue.query import run
from core.database import Connection


async def store_postings(connection: Connection, pack_id: str, version: int) -> None:
    """Weigh the words of all live items of a pack for a version; inside a transaction.

    The texts are cut into words once; the store sorts them on disk where they are many.
    """
    await run(connection, "staging_words", {"pack": pack_id})
    await run(connection, "analyze_words")
    await run(connection, "store_postings", {"version": version})
