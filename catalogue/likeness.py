"""How close the sentences of items are to what was said, by vectors that are made once an item."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector

from catalogue.progress import Progress
from catalogue.query import Values, figure, rows, run, sentence
from catalogue.sentences import VERSION, sentences
from core.database import Connection
from core.model import Evidence, Item
from domains import Pack
from models.encoder import Encoder

Floats = NDArray[np.float32]

PAGE = 200
"""Items whose sentences are encoded and kept at a time."""


@dataclass(frozen=True)
class Likened:
    """A quotable sentence, and its cosine to each text that was said."""

    span: Evidence
    cosines: tuple[float, ...]


async def embed_sentences(
    connection: Connection, pack: Pack, encoder: Encoder, progress: Progress
) -> None:
    """Encode the sentences of every live item that has none up to date; forget retired items'.

    Each page is kept at once, so that a run that was cut short continues there.
    """
    values = _values(pack.id, encoder, None, PAGE)
    await run(connection, "forget_sentences", values)
    progress.start(await figure(connection, "count_without_sentences", values), "Sentences")
    while made := await _make(connection, encoder, values):
        progress.advance(len(made))
        values["after"] = made[-1]
    progress.done()


async def liken(
    connection: Connection, items: Sequence[Item], said: Floats, encoder: Encoder
) -> Mapping[str, list[Likened]]:
    """By item id, the quotable sentences of items of one pack, likened to unit vectors (n, d).

    Items whose sentences are not stored for this encoder yet are read and kept now. An item
    without quotable sentences is left out.
    """
    if not items or not len(said):
        return {}
    by_id = {item.id: item for item in items}
    values = _values(items[0].pack, encoder, list(by_id), len(by_id))
    await _make(connection, encoder, values)
    likened: dict[str, list[Likened]] = {}
    vectors = [HalfVector(vector) for vector in said]
    for row in await rows(connection, "likened_sentences", {**values, "said": vectors}):
        text = by_id[row["item_id"]].cleaned[row["start"] : row["stop"]]
        span = Evidence(text=text, start=row["start"], end=row["stop"])
        likened.setdefault(row["item_id"], []).append(Likened(span, tuple(row["cosines"])))
    return likened


def _values(pack: str, encoder: Encoder, ids: list[str] | None, limit: int) -> dict[str, Any]:
    maker = f"{VERSION} {encoder.name} "
    return {"pack": pack, "maker": maker, "ids": ids, "after": 0, "limit": limit}


async def _make(connection: Connection, encoder: Encoder, values: Values) -> list[int]:
    """Cut, encode and keep the sentences of a page of items; the keys of these items, in order."""
    found = await rows(connection, "without_sentences", values)
    if not found:
        return []
    cut = [sentences(row["title"], row["cleaned"]) for row in found]
    texts = [span.text for spans in cut for span in spans]
    vectors = iter(await asyncio.to_thread(encoder.encode, texts) if texts else ())
    kept = [
        {
            "key": row["key"],
            "made_of": row["made_of"],
            "starts": [span.start for span in spans],
            "ends": [span.end for span in spans],
            "vectors": [HalfVector(vector) for vector in islice(vectors, len(spans))],
        }
        for row, spans in zip(found, cut, strict=True)
    ]
    async with connection.cursor() as cursor:
        await cursor.executemany(sentence("keep_sentences"), kept)
    return [row["key"] for row in found]
