"""Loads synthesised items into a database of their own by COPY, and publishes them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from pgvector import HalfVector

from catalogue import clean
from catalogue.attributes import extractor_version
from catalogue.large import LARGE
from catalogue.progress import Progress
from catalogue.publish import publish_items
from catalogue.query import figure, run
from catalogue.snapshot import latest_version
from core.database import Connection, Pool
from core.sql import sql
from domains import Pack
from evaluation.scale.donors import Donors
from evaluation.scale.synthesis import Chunk, Made, synthesise

SOURCE = "synthesised"


async def load(
    pool: Pool, pack: Pack, donors: Donors, count: int, seed: int, progress: Progress
) -> int:
    """Fill an empty database; the published version. What is there already is left as it is."""
    async with pool.connection() as connection:
        found = await latest_version(connection, pack.id)
        if found is not None:
            return found
        values = {
            "pack": pack.id,
            "model": donors.model,
            "dimension": donors.vectors.shape[1],
            "normalised": True,
            "recipe": donors.recipe,
        }
        async with connection.transaction():
            set_id = await figure(connection, "open_set", values)
            progress.start(count, "Synthesising")
            for chunk in synthesise(pack, donors, count, seed):
                await _store(connection, pack, set_id, chunk)
                progress.advance(len(chunk.items))
            progress.done()
            progress.start(1, "Publishing")
            version, _ = await publish_items(connection, pack, set_id)
        progress.done()
        progress.start(1, "Indexing")
        await run(connection, "tidy")
        if count >= LARGE:
            await run(connection, "index_set", {"set_id": set_id})
        progress.done()
        return version


async def _store(connection: Connection, pack: Pack, set_id: int, chunk: Chunk) -> None:
    versions = (clean.VERSION, extractor_version(pack))
    await _copy(connection, "copy_items", (_item_row(pack, i, versions) for i in chunk.items))
    facets = (
        (pack.id, attribute, item.key, text, number)
        for item in chunk.items
        for attribute, text, number in item.facets
    )
    await _copy(connection, "copy_facets", facets)
    vectors = zip(chunk.items, chunk.vectors, strict=True)
    rows = ((set_id, item.key, name(item), HalfVector(vector)) for item, vector in vectors)
    await _copy(connection, "copy_embeddings", rows, ["int4", "int4", "text", "halfvec"])


def name(item: Made) -> str:
    """The id of a synthesised item."""
    return f"synthesised-{item.key:09}"


def _item_row(pack: Pack, item: Made, versions: tuple[str, str]) -> tuple[Any, ...]:
    base, id = item.base, name(item)
    digest = sha256(id.encode()).hexdigest()
    return (
        pack.id, id, item.key, SOURCE, base.title, base.summary, "{}", base.cleaned,
        item.attributes, base.available, digest, *versions,
    )  # fmt: skip


async def _copy(
    connection: Connection, query: str, rows: Iterable[tuple[Any, ...]], types: Any = None
) -> None:
    async with (
        connection.cursor() as cursor,
        cursor.copy(sql("evaluation", query).encode()) as copy,
    ):
        if types:
            copy.set_types(types)
        for row in rows:
            await copy.write_row(row)
