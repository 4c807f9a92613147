"""Gives every text of an ingest its vector; what was embedded before is not embedded again."""

from __future__ import annotations

import asyncio

from pgvector import HalfVector

from catalogue.embed import embedding_text, recipe_of, text_hash
from catalogue.progress import Progress
from catalogue.query import Values, figure, one, rows, run, sentence
from catalogue.stage import stage_texts
from core.database import Connection
from core.errors import EncoderUnavailable
from core.model import Item
from domains import Pack
from models.encoder import Encoder

BATCH = 256
PAGE = 2_000
DIMENSION = 384
"""Texts encoded and kept at a time; stored items read at a time; numbers in a stored vector."""


async def embedding_set(connection: Connection, pack: Pack, encoder: Encoder) -> int:
    """The id of the set of vectors by this encoder and recipe; made where there is none.

    Raises:
        EncoderUnavailable: its vectors do not fit the store.
    """
    if encoder.dimension != DIMENSION:
        raise EncoderUnavailable(
            f"{encoder.name!r} makes vectors of {encoder.dimension} numbers; "
            f"the store keeps {DIMENSION}."
        )
    values: Values = {"pack": pack.id, "model": encoder.name, "recipe": recipe_of(pack)}
    await run(connection, "add_embedding_set", {**values, "dimension": encoder.dimension})
    found = await one(connection, "embedding_set", values)
    assert found is not None
    return int(found["id"])


async def stage_stored_texts(connection: Connection, pack: Pack, set_id: int) -> None:
    """Stage the texts of items that did not change but are new to this embedding set."""
    offset = 0
    values: Values = {"pack": pack.id, "set_id": set_id, "limit": PAGE}
    while found := await rows(connection, "not_embedded", {**values, "offset": offset}):
        await stage_texts(connection, [_text(pack, row) for row in found])
        offset += len(found)


def _text(pack: Pack, row: dict[str, object]) -> tuple[str, str, str]:
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
        async with connection.cursor() as cursor, cursor.copy(sentence("copy_drafts")) as copy:
            copy.set_types(["int4", "text", "halfvec"])
            for row, vector in zip(found, vectors, strict=True):
                await copy.write_row((set_id, row["text_hash"], HalfVector(vector)))
        progress.advance(len(found))
    progress.done()
    return total
