"""Makes items of the rows that are new or changed, chunk by chunk.

While one chunk is embedded, the next is cleaned and extracted: models compute outside of Python.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.cleaned import Cleaned
from catalogue.prepare import Prepared, Recipe, Stored, prepare
from catalogue.progress import Progress
from catalogue.query import Values, rows
from catalogue.record import Record
from catalogue.sets import check_unit
from catalogue.stage import stage_items
from catalogue.vectors import keep_vectors
from core.database import Connection
from core.model import Stated
from models.encoder import Encoder

CHUNK = 512
"""Rows made into items at a time: what is kept in memory does not grow with the source."""


@dataclass(frozen=True)
class Making:
    """Where items are made, and with what."""

    connection: Connection
    recipe: Recipe
    source: str
    set_id: int
    encoder: Encoder
    progress: Progress


async def make_items(making: Making, total: int) -> int:
    """Stage an item for every fresh row, and keep the vectors of their texts; how many were made.

    The vectors outlive a run that is cut short, the staged items do not.
    """
    making.progress.start(total, "Cleaning, extracting and embedding")
    texts: dict[str, str] = {}
    embedded, after, more = 0, 0, True
    while more or texts:
        chunk = await rows(making.connection, "fresh_rows", _asked(making, after)) if more else []
        prepared, vectors = await asyncio.gather(
            asyncio.to_thread(_prepared, making.recipe, chunk),
            asyncio.to_thread(_encoded, making.encoder, texts),
        )
        await keep_vectors(making.connection, making.set_id, list(texts), vectors)
        embedded += len(texts)
        texts = await _staged(making, prepared)
        more, after = bool(chunk), chunk[-1]["line"] if chunk else after
        making.progress.advance(len(chunk))
    making.progress.done()
    return embedded


def _asked(making: Making, after: int) -> Values:
    recipe = making.recipe
    return {
        "pack": recipe.pack.id,
        "source": making.source,
        "cleaner": recipe.cleaner,
        "extractor": recipe.extractor,
        "after": after,
        "limit": CHUNK,
    }


def _prepared(recipe: Recipe, chunk: Sequence[Mapping[str, Any]]) -> list[Prepared]:
    return [prepare(recipe, _record(row), _stored(row)) for row in chunk]


def _record(row: Mapping[str, Any]) -> Record:
    return Record(row["line"], row["item_id"], row["raw_title"], json.loads(row["raw"]))


def _stored(row: Mapping[str, Any]) -> Stored | None:
    if row["raw_hash"] is None or row["raw_hash"] != row["new_hash"]:
        return None
    return Stored(
        raw_hash=row["raw_hash"],
        cleaner=row["cleaner_version"],
        extractor=row["extractor_version"],
        cleaned=Cleaned(
            row["title"], row["url"], row["summary"], row["cleaned"], tuple(row["flags"])
        ),
        attributes={id: Stated.model_validate(says) for id, says in row["attributes"].items()},
    )


def _encoded(encoder: Encoder, texts: Mapping[str, str]) -> NDArray[np.float32]:
    if not texts:
        return np.empty((0, encoder.dimension), np.float32)
    vectors = encoder.encode(list(texts.values()))
    check_unit(vectors, encoder)
    return vectors


async def _staged(making: Making, prepared: Sequence[Prepared]) -> dict[str, str]:
    """Stage prepared items; the texts of them that have no vector yet, by hash."""
    if not prepared:
        return {}
    recipe = making.recipe
    await stage_items(making.connection, prepared, recipe.cleaner, recipe.extractor)
    texts = {item.text_hash: item.text for item in prepared}
    values: Values = {
        "pack": recipe.pack.id,
        "set_id": making.set_id,
        "ids": [item.record.id for item in prepared],
        "hashes": [item.text_hash for item in prepared],
    }
    missing = await rows(making.connection, "hashes_to_embed", values)
    return {row["text_hash"]: texts[row["text_hash"]] for row in missing}
