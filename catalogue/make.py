"""Makes items of the rows that are new or changed, chunk by chunk.

Three stages run at the same time, each a little ahead of the next: rows are read from the store,
cleaned and their attributes found; the items are staged; their texts are encoded.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.crew import Chunk, Crew
from catalogue.modelled.reading import Reading
from catalogue.pipe import ahead
from catalogue.prepare import Prepared, Recipe
from catalogue.progress import Progress
from catalogue.query import Values, rows
from catalogue.sets import check_unit
from catalogue.stage import stage_items
from catalogue.vectors import keep_vectors
from core.database import Connection
from models.encoder import Encoder

CHUNK = 256
"""Rows made into items at a time: what is kept in memory does not grow with the source."""

Encoded = tuple[Sequence[str], NDArray[np.float32]]
"""Hashes of texts, and their vectors."""


@dataclass(frozen=True)
class Making:
    """Where items are made, with what, and by whom."""

    connection: Connection
    recipe: Recipe
    source: str
    set_id: int
    crew: Crew
    progress: Progress
    reading: Reading | None = None


async def make_items(making: Making, total: int) -> int:
    """Stage an item for every fresh row, and keep the vectors of their texts; how many were made.

    The vectors outlive a run that is cut short, the staged items do not.
    """
    making.progress.start(total, "Cleaning, extracting and embedding")
    crew, embedded = making.crew, 0
    under_way: set[str] = set()

    async def encoded(texts: Mapping[str, str]) -> Encoded:
        return list(texts), await asyncio.to_thread(_encoded, crew.encoder, texts)

    async with aclosing(ahead(_to_embed(making, under_way), encoded, crew.ahead)) as done:
        async for hashes, vectors in done:
            await keep_vectors(making.connection, making.set_id, hashes, vectors)
            under_way.difference_update(hashes)
            embedded += len(hashes)
    making.progress.done()
    return embedded


async def _to_embed(making: Making, under_way: set[str]) -> AsyncGenerator[Mapping[str, str]]:
    """Stage chunk after chunk; of each, the texts by hash that nobody has encoded or encodes."""

    async def prepared(chunk: Chunk) -> list[Prepared]:
        return await asyncio.to_thread(making.crew.prepare, chunk)

    async with aclosing(ahead(_fresh(making), prepared, making.crew.ahead)) as done:
        async for items in done:
            if making.reading:
                items = await making.reading.complete(items)
            staged = await _staged(making, items)
            texts = {hash: text for hash, text in staged.items() if hash not in under_way}
            under_way.update(texts)
            yield texts
            making.progress.advance(len(items))


async def _fresh(making: Making) -> AsyncGenerator[Chunk]:
    after = 0
    while chunk := await rows(making.connection, "fresh_rows", _asked(making, after)):
        yield chunk
        after = chunk[-1]["line"]


def _asked(making: Making, after: int) -> Values:
    recipe = making.recipe
    return {
        "pack": recipe.pack.id,
        "source": making.source,
        "cleaner": recipe.cleaner,
        "extractor": recipe.wanted,
        "after": after,
        "limit": CHUNK,
    }


def _encoded(encoder: Encoder, texts: Mapping[str, str]) -> NDArray[np.float32]:
    if not texts:
        return np.empty((0, encoder.dimension), np.float32)
    vectors = encoder.encode(list(texts.values()))
    check_unit(vectors, encoder)
    return vectors


async def _staged(making: Making, prepared: Sequence[Prepared]) -> dict[str, str]:
    """Stage prepared items; the texts of them that have no vector yet, by hash."""
    recipe = making.recipe
    await stage_items(making.connection, prepared, recipe.cleaner)
    texts = {item.text_hash: item.text for item in prepared}
    values: Values = {
        "pack": recipe.pack.id,
        "set_id": making.set_id,
        "ids": [item.record.id for item in prepared],
        "hashes": [item.text_hash for item in prepared],
    }
    missing = await rows(making.connection, "hashes_to_embed", values)
    return {row["text_hash"]: texts[row["text_hash"]] for row in missing}
