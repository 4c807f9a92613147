"""Embedding sets: whose vectors they are, and whether an encoder's may stand beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from catalogue.embed import recipe_of
from catalogue.query import Values, figure, one, rows
from core.database import Connection
from core.errors import BadSetting, EncoderMismatch, EncoderUnavailable, UnknownSet
from core.settings import Settings
from domains import Pack
from models.encoder import Encoder, open_encoder

WIDEST = 4_000
"""Numbers in the widest vector that pgvector indexes at half precision."""

UNIT = 0.01
"""How far the length of a normalised vector may be from 1."""


@dataclass(frozen=True)
class VectorSet:
    """Vectors of a pack's items: by which model, how wide, and from which text recipe."""

    id: int
    pack: str
    model: str
    dimension: int
    normalised: bool
    recipe: str


@dataclass(frozen=True)
class EmbeddingSet(VectorSet):
    """A set and its state.

    ``corpus_hash`` names the state of the catalogue that the set was completed for, None while it
    is being built. ``vectors`` is how many there are, ``indexed`` whether they have a graph index,
    ``active`` whether the newest version is ranked with them.
    """

    corpus_hash: str | None
    made_at: datetime
    vectors: int
    indexed: bool
    active: bool


async def read_sets(connection: Connection, pack_id: str) -> list[EmbeddingSet]:
    """The embedding sets of a pack, the oldest first."""
    found = await rows(connection, "sets", {"pack": pack_id})
    return [EmbeddingSet(**row) for row in found]


async def read_set(connection: Connection, pack_id: str, set_id: int) -> EmbeddingSet:
    """One embedding set of a pack.

    Raises:
        UnknownSet: the pack has none of this number.
    """
    found = {one.id: one for one in await read_sets(connection, pack_id)}
    if set_id not in found:
        known = ", ".join(map(str, found)) or "none"
        raise UnknownSet(f"{pack_id!r} has no set {set_id}; there are: {known}.")
    return found[set_id]


async def open_set(connection: Connection, pack: Pack, encoder: Encoder) -> int:
    """The id of the set of vectors by this encoder and recipe; made where there is none.

    Raises:
        EncoderMismatch: its vectors are too wide for the store, or of another width than those
            stored under its name.
    """
    if not 0 < encoder.dimension <= WIDEST:
        raise EncoderMismatch(
            f"{encoder.name!r} makes vectors of {encoder.dimension:,} numbers; "
            f"the store keeps up to {WIDEST:,}. Choose another model in FIRSTFIVE_EMBEDDINGS."
        )
    values: Values = {
        "pack": pack.id,
        "model": encoder.name,
        "dimension": encoder.dimension,
        "normalised": True,
        "recipe": recipe_of(pack),
    }
    set_id = await figure(connection, "open_set", values)
    found = await read_set(connection, pack.id, set_id)
    check_encoder(found, encoder)
    return set_id


async def set_in_use(connection: Connection, pack: Pack, encoder: Encoder) -> int:
    """The set that an ingest completes: the one by this encoder and the pack's recipe.

    Raises:
        EncoderMismatch: the catalogue is ranked with the vectors of another encoder.
    """
    for stored in await read_sets(connection, pack.id):
        if stored.active:
            check_encoder(stored, encoder)
    return await open_set(connection, pack, encoder)


def check_encoder(stored: VectorSet, encoder: Encoder) -> None:
    """Check that an encoder's vectors may be compared with those of a set.

    Raises:
        EncoderMismatch: another model, another dimension, or vectors that are not normalised.
    """
    what = f"Set {stored.id} of {stored.pack!r} holds vectors of {stored.model!r}"
    if encoder.name != stored.model:
        raise EncoderMismatch(
            f"{what}, the settings name {encoder.name!r}. Set FIRSTFIVE_EMBEDDINGS to the set's "
            f"model, or run: firstfive embeddings build {stored.pack}, then activate what it made."
        )
    if encoder.dimension != stored.dimension:
        raise EncoderMismatch(
            f"{what} with {stored.dimension} numbers, which now makes {encoder.dimension}: it is "
            f"another model under the same name. Run: firstfive embeddings drop {stored.pack} "
            f"{stored.id}, then ingest again."
        )
    if not stored.normalised:
        raise EncoderMismatch(
            f"{what} that are not normalised; similarities would be no cosines. "
            f"Run: firstfive embeddings build {stored.pack}"
        )


def open_like(settings: Settings, stored: VectorSet) -> Encoder:
    """The encoder that made the vectors of a set.

    Raises:
        EncoderMismatch: this release, or these settings, cannot open it.
    """
    try:
        return open_encoder(settings.model_copy(update={"embeddings": stored.model}))
    except (BadSetting, EncoderUnavailable) as error:
        raise EncoderMismatch(
            f"Set {stored.id} of {stored.pack!r} holds vectors of {stored.model!r}, which cannot "
            f"be opened ({error}). Make it available, or run: firstfive embeddings build "
            f"{stored.pack}, then activate what it made."
        ) from error


def check_recipe_of(stored: VectorSet, pack: Pack) -> None:
    """Check that a set was made by the text recipe that its pack has now.

    Raises:
        EncoderMismatch: the recipe changed since.
    """
    if stored.recipe != recipe_of(pack):
        raise EncoderMismatch(
            f"Set {stored.id} of {stored.pack!r} was made by the recipe {stored.recipe!r}, the "
            f"pack says {recipe_of(pack)!r}. Run: firstfive embeddings build {stored.pack}"
        )


def check_unit(vectors: NDArray[np.float32], encoder: Encoder) -> None:
    """Check that an encoder's vectors are what a set keeps.

    Raises:
        EncoderMismatch: of another width than it said, or not of length 1.
    """
    if vectors.ndim != 2 or vectors.shape[1] != encoder.dimension:
        raise EncoderMismatch(
            f"{encoder.name!r} made vectors of shape {vectors.shape}, not {encoder.dimension} wide."
        )
    off = np.abs(np.linalg.norm(vectors, axis=1) - 1).max(initial=0)
    if not off <= UNIT:
        raise EncoderMismatch(f"{encoder.name!r} makes vectors that are not normalised.")


async def content_hash(connection: Connection, pack_id: str, salt: str = "") -> str:
    """Names the state of a pack's items: which there are, and what they were made from.

    ``salt`` names what else a version depends on.
    """
    found = await one(connection, "content_hash", {"pack": pack_id, "salt": salt})
    assert found is not None
    return str(found["hash"])
