"""How close the sentences of items are to what was said, by vectors that are made once an item."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector

from catalogue.large import LARGE
from catalogue.pipe import ahead
from catalogue.progress import Progress
from catalogue.query import Values, figure, rows, run, sentence
from catalogue.sentences import VERSION, sentences
from catalogue.snapshot import Snapshot
from core.database import Connection
from core.model import Evidence, Item
from domains import Pack
from models.encoder import Encoder

Floats = NDArray[np.float32]

PAGE, AHEAD = 200, 2
"""Items whose sentences are encoded and kept at a time, and how many times so many are under way:
while some are encoded, others are cut into sentences or stored.
"""

Page = Sequence[Mapping[str, Any]]
Kept = Mapping[str, Any]
"""Items as ``without_sentences`` gives them; the sentences of one as they are stored."""

SAMPLED_ITEMS, SAMPLE = 250, 2_000
"""Items whose sentences tell what a catalogue speaks of, and sentences at most."""


@dataclass(frozen=True)
class Likened:
    """A quotable sentence, and its cosine to each text that was said."""

    span: Evidence
    cosines: tuple[float, ...]


async def embed_sentences(
    connection: Connection, pack: Pack, encoder: Encoder, progress: Progress
) -> None:
    """Encode the sentences of every live item that has none up to date; forget retired items'.

    Each page is kept at once, so that a run that was cut short continues there. Those of a large
    catalogue are not made ahead, which would take longer than all else: :func:`liken` makes them
    of the items that are shown.
    """
    values = _values(pack.id, encoder, None, PAGE)
    await run(connection, "forget_sentences", values)
    if await figure(connection, "live_items", values) >= LARGE:
        return
    progress.start(await figure(connection, "count_without_sentences", values), "Sentences")

    async def encoded(page: Page) -> list[Kept]:
        return await asyncio.to_thread(_encoded, page, encoder)

    async with aclosing(ahead(_pages(connection, values), encoded, AHEAD)) as done:
        async for kept in done:
            await _keep(connection, kept)
            progress.advance(len(kept))
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
    if page := await rows(connection, "without_sentences", values):
        await _keep(connection, await asyncio.to_thread(_encoded, page, encoder))
    likened: dict[str, list[Likened]] = {}
    vectors = [HalfVector(vector) for vector in said]
    for row in await rows(connection, "likened_sentences", {**values, "said": vectors}):
        text = by_id[row["item_id"]].cleaned[row["start"] : row["stop"]]
        span = Evidence(text=text, start=row["start"], end=row["stop"])
        likened.setdefault(row["item_id"], []).append(Likened(span, tuple(row["cosines"])))
    return likened


async def sample_sentences(connection: Connection, snapshot: Snapshot, encoder: Encoder) -> Floats:
    """Unit vectors (n, dimension) of sentences of items spread over a version, SAMPLE at most."""
    keys = snapshot.keys[:: 1 + len(snapshot.keys) // SAMPLED_ITEMS]
    values = {
        **_values(snapshot.pack_id, encoder, None, SAMPLE),
        "keys": [int(key) for key in keys],
    }
    async with connection.cursor(binary=True) as cursor:
        await cursor.execute(sentence("sentences_of"), values)
        found = [row["vector"].to_numpy() for row in await cursor.fetchall()]
    empty = np.zeros((0, encoder.dimension), dtype=np.float32)
    return np.stack(found).astype(np.float32) if found else empty


def _values(pack: str, encoder: Encoder, ids: list[str] | None, limit: int) -> dict[str, Any]:
    maker = f"{VERSION} {encoder.name} "
    return {"pack": pack, "maker": maker, "ids": ids, "after": 0, "limit": limit}


async def _pages(connection: Connection, values: Values) -> AsyncGenerator[Page]:
    """The items whose sentences are to be made, some at a time."""
    after = 0
    while page := await rows(connection, "without_sentences", {**values, "after": after}):
        yield page
        after = page[-1]["key"]


def _encoded(page: Page, encoder: Encoder) -> list[Kept]:
    """The sentences of some items and their vectors, as they are stored."""
    cut = [sentences(row["title"], row["cleaned"]) for row in page]
    texts = [span.text for spans in cut for span in spans]
    vectors = iter(encoder.encode(texts) if texts else np.empty((0, encoder.dimension)))
    return [
        {
            "key": row["key"],
            "made_of": row["made_of"],
            "starts": [span.start for span in spans],
            "ends": [span.end for span in spans],
            "vectors": [HalfVector(vector) for vector in islice(vectors, len(spans))],
        }
        for row, spans in zip(page, cut, strict=True)
    ]


async def _keep(connection: Connection, kept: Sequence[Kept]) -> None:
    async with connection.cursor() as cursor:
        await cursor.executemany(sentence("keep_sentences"), kept)
