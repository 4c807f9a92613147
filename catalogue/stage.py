"""Temporary tables that hold what an ingest prepared until it is published at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg.types.json import Json

from catalogue.prepare import Prepared
from catalogue.query import Values, rows, run, sentence
from catalogue.record import Record, Reject
from core.database import Connection

TABLES = ("staging", "staging_rows", "staging_rejects", "staging_facets", "staging_texts")


async def open_stage(connection: Connection) -> None:
    """Empty staging tables, seen by this connection alone."""
    await close_stage(connection)
    for table in TABLES:
        await run(connection, table)


async def close_stage(connection: Connection) -> None:
    """Drop the staging tables."""
    await run(connection, "drop_staging")


async def stage_rows(connection: Connection, found: Sequence[Record | Reject]) -> None:
    """Add rows of the source as they were read."""
    records = [row for row in found if isinstance(row, Record)]
    told = ((r.line, r.id, r.title, r.json, r.hash) for r in records)
    await _copy(connection, "copy_rows", told)
    rejects = ((row.line, row.reason, row.raw) for row in found if isinstance(row, Reject))
    await _copy(connection, "copy_rejects", rejects)


async def settle_rows(connection: Connection) -> None:
    """All rows are read: of those with one id the first counts."""
    for sentence_name in ("reject_repeated", "index_rows", "analyze_rows"):
        await run(connection, sentence_name)


async def stage_items(connection: Connection, items: Sequence[Prepared], cleaner: str) -> None:
    """Add prepared items, their facets and their texts to embed."""
    told = ((*_item_row(item), cleaner, item.extractor) for item in items)
    await _copy(connection, "copy_items", told)
    await _copy(connection, "copy_facets", (row for item in items for row in _facet_rows(item)))
    texts = ((item.record.id, item.text_hash, item.text) for item in items)
    await stage_texts(connection, texts)


async def stage_texts(connection: Connection, texts: Iterable[tuple[str, str, str]]) -> None:
    """Add texts to embed: (item id, hash, text)."""
    await _copy(connection, "copy_texts", texts)


async def store_rejects(connection: Connection, pack: str, source: str) -> None:
    """Replace the kept rejects of a source by the staged ones."""
    values: Values = {"pack": pack, "source": source}
    async with connection.transaction():
        await run(connection, "forget_rejects", values)
        await run(connection, "store_rejects", values)


async def first_rejects(connection: Connection, limit: int) -> tuple[Reject, ...]:
    """The first of the staged rejects."""
    found = await rows(connection, "first_rejects", {"limit": limit})
    return tuple(Reject(row["line"], row["reason"], row["raw"]) for row in found)


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
        item.cleaned.title,
        item.cleaned.url,
        item.cleaned.summary,
        item.cleaned.text,
        Json(item.attributes_json),
        item.available,
        list(item.flags),
    )


def _facet_rows(item: Prepared) -> Iterable[tuple[Any, ...]]:
    return ((item.record.id, f.attribute, f.text, f.number) for f in item.facets)
