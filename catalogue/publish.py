"""Publishes what was staged: all of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.archive import FORMAT
from catalogue.assemble import packed_items
from catalogue.attributes import extractor_version
from catalogue.large import LARGE
from catalogue.query import Values, figure, one, run
from catalogue.repost import group_reposts, grouper_version
from catalogue.sets import content_hash
from catalogue.words import store_postings
from core.database import Connection
from domains import Pack


@dataclass(frozen=True)
class Published:
    """The newest version of a pack, and whether this run made it."""

    version: int
    made: bool
    retired: int


async def publish(connection: Connection, pack: Pack, source: str, set_id: int) -> Published:
    """Merge the staged rows, retire what vanished, and publish a version if anything changed."""
    values: Values = {
        "pack": pack.id,
        "source": source,
        "set_id": set_id,
        "grouper": grouper_version(pack),
    }
    async with connection.transaction():
        merged = await run(connection, "merge_items", values)
        retired = await _settled(connection, values)
        if merged or retired or await figure(connection, "count_ungrouped", values):
            await group_reposts(connection, pack)
        version, made = await publish_items(connection, pack, set_id)
    if made:
        await run(connection, "tidy")
    if await figure(connection, "live_items", values) >= LARGE:
        await run(connection, "index_set", values)
    return Published(version, made, retired)


async def publish_items(connection: Connection, pack: Pack, set_id: int) -> tuple[int, bool]:
    """The version of the items as they are stored, and whether it had to be made.

    The set is complete for these items: the caller saw to that in the same transaction.
    """
    content = await version_hash(connection, pack, set_id)
    corpus = await content_hash(connection, pack.id)
    await run(connection, "complete_set", {"set_id": set_id, "corpus_hash": corpus})
    latest = await one(connection, "latest_version", {"pack": pack.id})
    if latest is not None and latest["content_hash"] == content:
        return int(latest["id"]), False
    values: Values = {"pack": pack.id, "set_id": set_id, "content_hash": content}
    return await _add_version(connection, pack, values), True


async def version_hash(connection: Connection, pack: Pack, set_id: int) -> str:
    """Names what a version of the items as they are now, ranked with a set, would hold."""
    salt = f"{FORMAT} {set_id} {extractor_version(pack)}"
    return await content_hash(connection, pack.id, salt)


async def _settled(connection: Connection, values: Values) -> int:
    """Bring all else in line with the merged items; how many of the source vanished."""
    retired = await run(connection, "retire", values)
    await run(connection, "forget_facets", values)
    await run(connection, "store_facets", values)
    await run(connection, "store_embeddings", values)
    await run(connection, "forget_drafts", values)
    missing = await figure(connection, "count_without_vector", values)
    if missing:
        raise AssertionError(f"{missing} items have no vector")
    return retired


async def _add_version(connection: Connection, pack: Pack, values: Values) -> int:
    items, columns = await packed_items(connection, pack)
    made = await one(connection, "add_version", {**values, "items": items, "columns": columns})
    assert made is not None
    await store_postings(connection, pack.id, int(made["id"]))
    return int(made["id"])
