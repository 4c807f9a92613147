"""Which embedding set ranks a catalogue: switched at once, by a new version of the catalogue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from catalogue.publish import version_hash
from catalogue.query import Values, figure, one, run
from catalogue.sets import EmbeddingSet, check_encoder, content_hash, open_like, read_set, read_sets
from core.database import Connection
from core.errors import CatalogueMissing, EncoderMismatch, IngestRunning, UnknownSet
from core.settings import Settings
from domains import Pack


async def activate(connection: Connection, settings: Settings, pack: Pack, set_id: int) -> int:
    """Publish the catalogue as it is, ranked with another set; the version that ranks with it.

    New conversations get it; those that began before keep the version they began with.

    Raises:
        UnknownSet: the pack has none of this number.
        CatalogueMissing: nothing is published.
        EncoderMismatch: the set was built for another state of the catalogue or by another recipe
            than can be told, or what made it cannot be opened.
        IngestRunning: the catalogue is being changed.
    """
    stored = await read_set(connection, pack.id, set_id)
    check_encoder(stored, open_like(settings, stored))
    async with _still(connection, pack), connection.transaction():
        latest = await one(connection, "latest_version", {"pack": pack.id})
        if latest is None:
            raise CatalogueMissing(f"Run: firstfive ingest {pack.id}")
        if latest["set_id"] == set_id:
            return int(latest["id"])
        await _check_complete(connection, stored)
        if latest["content_hash"] != await version_hash(connection, pack, latest["set_id"]):
            raise EncoderMismatch(
                f"{pack.id!r} was published by another release or pack. "
                f"Run: firstfive ingest {pack.id}, then activate set {set_id} again."
            )
        return await _published(connection, pack, latest["id"], set_id)


async def roll_back(connection: Connection, settings: Settings, pack: Pack) -> tuple[int, int]:
    """Activate the set that ranked the catalogue before; its number and the version.

    Raises:
        UnknownSet: there was none before; and as :func:`activate`.
    """
    active = next((s for s in await read_sets(connection, pack.id) if s.active), None)
    if active is None:
        raise CatalogueMissing(f"Run: firstfive ingest {pack.id}")
    before = await one(connection, "set_before", {"pack": pack.id, "set_id": active.id})
    if before is None:
        raise UnknownSet(f"{pack.id!r} was never ranked with another set than {active.id}.")
    version = await activate(connection, settings, pack, before["set_id"])
    return int(before["set_id"]), version


async def drop(connection: Connection, pack: Pack, set_id: int) -> None:
    """Remove a set with its index, and the versions that were ranked with it.

    Conversations that began with such a version continue with the newest one.

    Raises:
        UnknownSet: the pack has none of this number.
        EncoderMismatch: it is the active one.
    """
    stored = await read_set(connection, pack.id, set_id)
    if stored.active:
        raise EncoderMismatch(
            f"Set {set_id} ranks {pack.id!r}; activate another one first: "
            f"firstfive embeddings list {pack.id}"
        )
    async with _still(connection, pack), connection.transaction():
        await run(connection, "drop_set", {"set_id": set_id})


async def index(connection: Connection, pack: Pack, set_id: int) -> None:
    """Give a set its graph index, if it has none yet.

    Raises:
        UnknownSet: the pack has none of this number.
    """
    await read_set(connection, pack.id, set_id)
    await run(connection, "index_set", {"set_id": set_id})


@asynccontextmanager
async def _still(connection: Connection, pack: Pack) -> AsyncIterator[None]:
    """While nobody ingests into the pack."""
    values: Values = {"pack": pack.id}
    got = await one(connection, "lock", values)
    if not got or not got["locked"]:
        raise IngestRunning(f"Wait until it is finished, then try {pack.id!r} again.")
    try:
        yield
    finally:
        if not connection.closed:
            await run(connection, "unlock", values)


async def _check_complete(connection: Connection, stored: EmbeddingSet) -> None:
    if stored.corpus_hash != await content_hash(connection, stored.pack):
        state = "is not finished" if stored.corpus_hash is None else "is of an older catalogue"
        raise EncoderMismatch(
            f"Set {stored.id} of {stored.pack!r} {state}. "
            f"Run: firstfive embeddings build {stored.pack} --set {stored.id}"
        )


async def _published(connection: Connection, pack: Pack, version: int, set_id: int) -> int:
    values: Values = {
        "version": version,
        "set_id": set_id,
        "content_hash": await version_hash(connection, pack, set_id),
    }
    made = await figure(connection, "copy_version", values)
    await run(connection, "copy_postings", {"version": version, "made": made})
    return made
