"""Builds an embedding set beside the one in use; one that was cut short goes on where it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pgvector import HalfVector

from catalogue.embed import VERSION
from catalogue.large import LARGE
from catalogue.progress import Progress
from catalogue.query import Values, figure, one, rows, run, sentence
from catalogue.sets import (
    EmbeddingSet,
    VectorSet,
    check_encoder,
    check_unit,
    content_hash,
    open_set,
    read_set,
)
from catalogue.vectors import stored_text
from core.database import Connection, Pool
from core.errors import CatalogueMissing, EncoderMismatch, IngestRunning
from domains import Pack
from models.encoder import Encoder

PAGE, BATCH = 2_000, 256
"""Items read at a time, and texts encoded and kept at a time."""


@dataclass(frozen=True)
class Text:
    """An item's text that has no vector yet."""

    key: int
    hash: str
    text: str


async def build(
    pool: Pool, pack: Pack, encoder: Encoder, progress: Progress, set_id: int | None = None
) -> EmbeddingSet:
    """Complete the set of this encoder and the pack's recipe, or the one named.

    Conversations go on meanwhile, with the set in use. Each batch is kept at once. Items that an
    ingest changes during the build are embedded again, until the set is that of the catalogue.

    Raises:
        CatalogueMissing: the pack has no items.
        EncoderMismatch: the set holds vectors of another encoder, or of an unknown recipe.
        IngestRunning: another build of the pack is running.
        UnknownSet: the pack has no set of this number.
    """
    async with pool.connection() as connection, _alone(connection, pack):
        if set_id is None:
            set_id = await open_set(connection, pack, encoder)
        stored = await read_set(connection, pack.id, set_id)
        check_encoder(stored, encoder)
        recipe = _as_made(pack, stored)
        corpus = ""
        while corpus != (now := await content_hash(connection, pack.id)):
            corpus = now
            await _complete(connection, recipe, set_id, encoder, progress)
        await run(connection, "complete_set", {"set_id": set_id, "corpus_hash": corpus})
        if await figure(connection, "live_items", {"pack": pack.id}) >= LARGE:
            await run(connection, "index_set", {"set_id": set_id})
        return await read_set(connection, pack.id, set_id)


@asynccontextmanager
async def _alone(connection: Connection, pack: Pack) -> AsyncIterator[None]:
    got = await one(connection, "lock_set", {"pack": pack.id})
    if not got or not got["locked"]:
        raise IngestRunning(f"A build of embeddings of {pack.id!r}: wait until it is finished.")
    try:
        yield
    finally:
        if not connection.closed:
            await run(connection, "unlock_set", {"pack": pack.id})


def _as_made(pack: Pack, stored: VectorSet) -> Pack:
    """The pack with the text recipe of a set."""
    made, _, recipe = stored.recipe.partition(" ")
    if made != VERSION:
        raise EncoderMismatch(
            f"Set {stored.id} of {pack.id!r} was made by {made!r}, this release makes {VERSION!r}. "
            f"Run: firstfive embeddings build {pack.id}"
        )
    return pack.model_copy(update={"embed": recipe})


async def _complete(
    connection: Connection, pack: Pack, set_id: int, encoder: Encoder, progress: Progress
) -> None:
    """One pass over all items."""
    values: Values = {"pack": pack.id, "set_id": set_id, "limit": PAGE}
    total = await figure(connection, "live_items", values)
    if not total:
        raise CatalogueMissing(f"Run: firstfive ingest {pack.id}")
    progress.start(total, "Embedding")
    after = 0
    while found := await rows(connection, "items_to_embed", {**values, "after": after}):
        texts = await asyncio.to_thread(_changed, pack, found)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            await _keep(connection, set_id, encoder, batch)
            progress.advance(len(batch))
        progress.advance(len(found) - len(texts))
        after = found[-1]["key"]
    progress.done()


def _changed(pack: Pack, found: Sequence[dict[str, Any]]) -> list[Text]:
    """The texts without a vector, short ones first: a batch costs as much as its longest text."""
    texts = []
    for row in found:
        _, hash, text = stored_text(pack, row)
        if hash != row["text_hash"]:
            texts.append(Text(row["key"], hash, text))
    return sorted(texts, key=lambda text: len(text.text))


async def _keep(
    connection: Connection, set_id: int, encoder: Encoder, batch: Sequence[Text]
) -> None:
    vectors = await asyncio.to_thread(encoder.encode, [text.text for text in batch])
    check_unit(vectors, encoder)
    values = [
        {"set_id": set_id, "key": t.key, "text_hash": t.hash, "vector": HalfVector(vector)}
        for t, vector in zip(batch, vectors, strict=True)
    ]
    async with connection.transaction(), connection.cursor() as cursor:
        await cursor.executemany(sentence("store_vector"), values)
