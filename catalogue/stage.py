"""Temporary tables that hold what an ingest prepared until it is published at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg.types.json import Json

from catalogue.prepare import Prepared
from catalogue.query import Values, rows, run, sentence
from catalogue.record import Reject
from core.database import Connection

TABLES = ("staging", "staging_facets", "staging_seen", "staging_texts")


async def open_stage(connection: Connection) -> None:
    """Empty staging tables, seen by this connection alone."""
    await close_stage(connection)
    for table in TABLES:
        await run(connection, table)


async def close_stage(connection: Connection) -> None:
    """Drop the staging tables."""
    await run(connection, "drop_staging")


async def stage_items(connection: Connection, items: Sequence[Prepared]) -> None:
    """Add prepared items, their facets and their texts to embed."""
    await _copy(connection, "copy_items", map(_item_row, items))
    await _copy(connection, "copy_facets", (row for item in items for row in _facet_rows(item)))
    texts = ((item.record.id, item.text_hash, item.text) for item in items)
    await stage_texts(connection, texts)


async def stage_texts(connection: Connection, texts: Iterable[tuple[str, str, str]]) -> None:
    """Add texts to embed: (item id, hash, text)."""
    await _copy(connection, "copy_texts", texts)


async def stage_seen(connection: Connection, ids: Iterable[str]) -> None:
    """Note which items the source still holds."""
    await _copy(connection, "copy_seen", ((id,) for id in ids))


async def store_rejects(
    connection: Connection, pack: str, source: str, rejects: Sequence[Reject]
) -> None:
    """Replace the rejects of a source."""
    values: Values = {"pack": pack, "source": source}
    async with connection.transaction():
        await run(connection, "forget_rejects", values)
        found = ((pack, source, r.line, r.reason, r.raw) for r in rejects)
        await _copy(connection, "copy_rejects", found)


async def read_rejects(connection: Connection, pack: str) -> list[dict[str, Any]]:
    """The rejected rows of a pack: source, line, reason, raw, rejected_at."""
    return await rows(connection, "rejects", {"pack": pack})


async def _copy(connection: Connection, name: str, found: Iterable[tuple[Any, ...]]) -> None:
    async with connection.cursor() as cursor, cursor.copy(sentence(name)) as copy:
        for row in found:
            await copy.write_row(row)


def _item_row(item: Prepared) -> tuple[Any, ...]:
    return (
        item.record.id,
        item.title,
        item.url,
        item.summary,
        item.record.json,
        item.cleaned,
        Json(item.attributes_json),
        item.available,
        list(item.flags),
        item.record.hash,
    )


def _facet_rows(item: Prepared) -> Iterable[tuple[Any, ...]]:
    return ((item.record.id, f.attribute, f.text, f.number) for f in item.facets)
