"""Packs what a version holds out of the store, one attribute at a time.

What is in memory at once is one attribute of all items, packed: a million figures are 12 MB.
"""

from __future__ import annotations

import asyncio
from array import array

import numpy as np
from numpy.typing import NDArray

from catalogue.archive import Packing
from catalogue.columns import Facts, Keys, Rows, asked_of, build_column
from catalogue.ids import Ids
from catalogue.query import Values, streamed
from core.database import Connection
from core.model import Kind, Place
from domains import Attribute, Pack
from readers.place import open_gazetteer


async def packed_items(connection: Connection, pack: Pack) -> tuple[int, bytes]:
    """How many live items a pack has, and all that a version keeps of them.

    Call it inside a transaction, which holds what it reads together.
    """
    packing = Packing()
    ids, keys, available = await _listed(connection, pack)
    packing.add_items(ids, keys, available)
    rows = Rows(keys)
    for attribute in asked_of(pack):
        facts = await _facts(connection, pack, attribute)
        column = await asyncio.to_thread(build_column, attribute, rows, facts, _coordinates)
        await asyncio.to_thread(packing.add, attribute.id, column)
    return len(ids), packing.packed()


async def _listed(
    connection: Connection, pack: Pack
) -> tuple[Ids, NDArray[np.int32], NDArray[np.bool_]]:
    text, ends, keys, available = bytearray(), array("q", [0]), array("i"), bytearray()
    async for row in streamed(connection, "published_items", {"pack": pack.id}):
        text += row["item_id"].encode()
        ends.append(len(text))
        keys.append(row["key"])
        available.append(row["available"])
    ids = Ids(np.frombuffer(text, np.uint8), np.frombuffer(ends, np.int64))
    return ids, np.frombuffer(keys, np.int32), np.frombuffer(available, np.bool_)


async def _facts(connection: Connection, pack: Pack, attribute: Attribute) -> Facts:
    values: Values = {"pack": pack.id, "attribute": attribute.id}
    if attribute.type.numeric:
        async for row in streamed(connection, "facet_figures", values):
            return Facts(figures=(_keys(row["members"]), _figures(row["figures"])))
        return Facts()
    members = await _members(connection, "facet_members", values)
    if attribute.type is not Kind.PLACE:
        return Facts(members)
    within = {**values, "attribute": attribute.within or attribute.id}
    return Facts(members, cities=await _members(connection, "main_cities", within))


async def _members(connection: Connection, name: str, values: Values) -> list[tuple[str, Keys]]:
    found = streamed(connection, name, values)
    return [(row["name"], _keys(row["members"])) async for row in found]


def _keys(packed: bytes) -> Keys:
    return np.frombuffer(packed, ">i4").astype(np.int32)


def _figures(packed: bytes) -> NDArray[np.float64]:
    return np.frombuffer(packed, ">f8").astype(np.float64)


def _coordinates(city: str) -> tuple[float, float] | None:
    return open_gazetteer().coordinates(Place(name=city, kind="city"))
