"""Gives every text of an ingest its vector; what was embedded before is not embedded again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector

from catalogue.embed import embedding_text, text_hash
from catalogue.progress import Progress
from catalogue.query import Values, figure, rows, sentence
from catalogue.sets import check_unit
from catalogue.stage import stage_texts
from core.database import Connection
from core.model import Item
from domains import Pack
from models.encoder import Encoder

BATCH = 256
PAGE = 2_000
"""Texts encoded and kept at a time; stored items read at a time."""


async def stage_stored_texts(connection: Connection, pack: Pack, set_id: int) -> None:
    """Stage the texts of items that did not change but are new to this embedding set."""
    offset = 0
    values: Values = {"pack": pack.id, "set_id": set_id, "limit": PAGE}
    while found := await rows(connection, "not_embedded", {**values, "offset": offset}):
        await stage_texts(connection, [stored_text(pack, row) for row in found])
        offset += len(found)


def stored_text(pack: Pack, row: Mapping[str, object]) -> tuple[str, str, str]:
    """Id, hash and text to embed of an item as it is stored."""
    item = Item.model_validate(
        {
            "id": row["item_id"],
            "pack": pack.id,
            "url": None,
            "available": True,
            **{name: row[name] for name in ("title", "summary", "cleaned", "attributes")},
        }
    )
    text = embedding_text(pack, item.title, item.summary, item.cleaned, item.attributes)
    return item.id, text_hash(text), text


async def embed_staged(
    connection: Connection, pack: Pack, set_id: int, encoder: Encoder, progress: Progress
) -> int:
    """Encode the staged texts that have no vector yet, batch by batch; how many there were.

    Each batch is kept as drafts at once, so that a run that was cut short continues there.
    """
    values: Values = {"pack": pack.id, "set_id": set_id, "limit": BATCH}
    total = await figure(connection, "count_texts_to_embed", values)
    progress.start(total, "Embedding")
    while found := await rows(connection, "texts_to_embed", values):
        vectors = await asyncio.to_thread(encoder.encode, [row["text"] for row in found])
        check_unit(vectors, encoder)
        await keep_vectors(connection, set_id, [row["text_hash"] for row in found], vectors)
        progress.advance(len(found))
    progress.done()
    return total


async def keep_vectors(
    connection: Connection, set_id: int, hashes: Sequence[str], vectors: NDArray[np.float32]
) -> None:
    """Keep vectors as drafts, by the hashes of their texts, until they are published."""
    async with connection.cursor() as cursor, cursor.copy(sentence("copy_drafts")) as copy:
        copy.set_types(["int4", "text", "halfvec"])
        for key, vector in zip(hashes, vectors, strict=True):
            await copy.write_row((set_id, key, HalfVector(vector)))
