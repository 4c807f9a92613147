"""Publishes what was staged: all of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from catalogue import group
from catalogue.archive import FORMAT, pack_items
from catalogue.attributes import extractor_version
from catalogue.columns import Facts, Keys, build_columns
from catalogue.ids import Ids
from catalogue.large import LARGE
from catalogue.parts import Items
from catalogue.query import Values, figure, one, rows, run
from catalogue.repost import group_reposts
from catalogue.sets import content_hash
from core.database import Connection
from core.model import Kind, Place
from domains import Pack
from readers.place import open_gazetteer


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
        "grouper": group.VERSION if pack.reposts else None,
    }
    async with connection.transaction():
        retired = await _merge(connection, values)
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


async def _merge(connection: Connection, values: Values) -> int:
    await run(connection, "merge_items", values)
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
    found = await rows(connection, "published_items", values)
    ids = [row["item_id"] for row in found]
    keys = np.array([row["key"] for row in found], np.int32)
    available = np.array([row["available"] for row in found], np.bool_)
    facts = await _facts(connection, pack)
    columns = build_columns(pack, keys, facts, _coordinates)
    packed = pack_items(Items(Ids.of(ids), keys, available, columns))
    made = await one(connection, "add_version", {**values, "items": len(ids), "columns": packed})
    assert made is not None
    await run(connection, "store_postings", {**values, "version": made["id"]})
    return int(made["id"])


def _coordinates(city: str) -> tuple[float, float] | None:
    return open_gazetteer().coordinates(Place(name=city, kind="city"))


async def _facts(connection: Connection, pack: Pack) -> Facts:
    values: Values = {"pack": pack.id}
    ask = partial(rows, connection)
    places = [a.id for a in pack.attributes if a.type is Kind.PLACE]
    members: dict[str, list[tuple[str, Keys]]] = {}
    cities: dict[str, list[tuple[str, Keys]]] = {}
    for row in await ask("facet_members", values):
        members.setdefault(row["attribute"], []).append((row["text_value"], _keys(row["members"])))
    for row in await ask("main_cities", {**values, "attributes": places}):
        cities.setdefault(row["attribute"], []).append((row["name"], _keys(row["members"])))
    figures = {
        row["attribute"]: (_keys(row["members"]), _figures(row["figures"]))
        for row in await ask("facet_figures", values)
    }
    return Facts(members, figures, cities)


def _keys(packed: bytes) -> Keys:
    return np.frombuffer(packed, ">i4").astype(np.int32)


def _figures(packed: bytes) -> NDArray[np.float64]:
    return np.frombuffer(packed, ">f8").astype(np.float64)
