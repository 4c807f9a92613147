"""Read-only questions to a published catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from psycopg.types.json import Json

from catalogue.column import CategoryColumn, Column, FlagColumn, PlaceColumn, TagsColumn
from catalogue.facet import place_of
from catalogue.meeting import Counted, counted, listed, meeting
from catalogue.must import Grouped, conditions, grouped
from catalogue.query import Values, one, rows
from catalogue.snapshot import Snapshot
from catalogue.top import largest
from core.database import Connection
from core.model import Item, Place, Wish

UNKNOWN = -1.0
"""The similarity of an item whose vector is not in the store any more."""

FIRST = 400
"""How many of the best are scored exactly where the others are not."""

Counts = Mapping[str, Counted]


async def similarities(
    connection: Connection,
    snapshot: Snapshot,
    vector: NDArray[np.float32],
    allowed: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """Cosine similarity (-1..1, float32, n) of every item to a normalised vector.

    Row order is that of ``snapshot.ids``. Of a large catalogue, bytes are scored in process, which
    is right to about 0.001, and exactly the ``FIRST`` best of those ``allowed``; those not allowed
    may be ``UNKNOWN``.
    """
    if snapshot.large is None:
        return await exact_similarities(connection, snapshot, vector)
    everything = np.ones(len(snapshot.ids), np.bool_) if allowed is None else allowed
    scan = snapshot.large.scan
    scored = await asyncio.to_thread(scan.scores, vector, everything, UNKNOWN)
    first = largest(scored, FIRST)
    scored[first] = await exactly(connection, snapshot, vector, first)
    return scored


async def exact_similarities(
    connection: Connection, snapshot: Snapshot, vector: NDArray[np.float32]
) -> NDArray[np.float32]:
    """As :func:`similarities`, by one scan of all vectors in Postgres."""
    values: Values = {"set_id": snapshot.set_id, "query": HalfVector(vector)}
    keys, products = unpacked(await one(connection, "similarities", values))
    at = snapshot.rows.of(keys)
    out = np.full(len(snapshot.ids), UNKNOWN, np.float32)
    out[at[at >= 0]] = products[at >= 0]
    return out


async def exactly(
    connection: Connection,
    snapshot: Snapshot,
    vector: NDArray[np.float32],
    rows: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Exact cosines of some items (m of them) to a unit vector, float32[m]."""
    values: Values = {
        "set_id": snapshot.set_id,
        "query": HalfVector(vector),
        "keys": snapshot.keys[rows].tolist(),
    }
    keys, products = unpacked(await one(connection, "rescored", values))
    found = np.full(len(rows), UNKNOWN, np.float32)
    order = np.argsort(snapshot.keys[rows])
    at = order[np.searchsorted(snapshot.keys[rows], keys, sorter=order)]
    found[at] = products
    return found


def unpacked(found: Mapping[str, bytes] | None) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Keys and inner products as the store packs them."""
    if not found or not found["keys"]:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    return _keys(found["keys"]), np.frombuffer(found["products"], ">f4").astype(np.float32)


async def read_items(connection: Connection, pack_id: str, ids: Sequence[str]) -> list[Item]:
    """The items of these ids, in this order; ids that the store does not know are left out."""
    found = await rows(connection, "items", {"pack": pack_id, "ids": list(ids)})
    return [_item(row) for row in found]


def _item(row: Mapping[str, object]) -> Item:
    return Item.model_validate(
        {("id" if k == "item_id" else "group" if k == "group_id" else k): v for k, v in row.items()}
    )


async def available(
    connection: Connection, pack_id: str, ids: Sequence[str], *, any_status: bool = False
) -> set[str]:
    """Those of the ids that may be shown now; ``any_status`` asks only whether they still exist."""
    values: Values = {"pack": pack_id, "ids": list(ids), "any_status": any_status}
    return {row["item_id"] for row in await rows(connection, "available", values)}


async def qualifying(
    connection: Connection, snapshot: Snapshot, musts: Sequence[Wish]
) -> NDArray[np.bool_]:
    """Which items (bool, n) meet all must-haves; see :mod:`catalogue.must`.

    By what is stored now; in a large catalogue by what was when it was published, as far as its
    columns list the values. An item that does not state an attribute does not meet a wish for it.
    """
    if snapshot.large is not None:
        return await _by_columns(connection, snapshot, grouped(snapshot, musts))
    return await _by_store(connection, snapshot, grouped(snapshot, musts))


async def _by_columns(
    connection: Connection, snapshot: Snapshot, wishes: Sequence[Grouped]
) -> NDArray[np.bool_]:
    """By the columns, and by the store where a column does not list a value."""
    columns = snapshot.columns
    rare = {wish.n for wish in wishes if not listed(columns[wish.attribute], wish.value)}
    met = meeting(columns, [wish for wish in wishes if wish.n not in rare], len(snapshot.ids))
    if rare:
        asked = [wish for wish in wishes if wish.n in rare]
        met &= await _by_store(connection, snapshot, asked)
    return met


async def _by_store(
    connection: Connection, snapshot: Snapshot, wishes: Sequence[Grouped]
) -> NDArray[np.bool_]:
    found = await one(connection, "qualifying", _asked(snapshot, wishes))
    out = np.zeros(len(snapshot.ids), np.bool_)
    if found and found["keys"]:
        out[snapshot.rows.among(_keys(found["keys"]))] = True
    return out


async def facets(connection: Connection, snapshot: Snapshot, musts: Sequence[Wish] = ()) -> Counts:
    """Per attribute and value, how many available items that meet the must-haves have it.

    Values are strings (categories), booleans (flags) or places; the most frequent come first.
    """
    if snapshot.large is not None:
        allowed = snapshot.available & await qualifying(connection, snapshot, musts)
        found = {id: counted(column, allowed) for id, column in snapshot.columns.items()}
        return {id: values for id, values in found.items() if values}
    counts: dict[str, dict[str | bool | Place, int]] = {}
    for row in await rows(connection, "facets", _asked(snapshot, grouped(snapshot, musts))):
        column = snapshot.columns.get(row["attribute"])
        if column is not None:
            value = _decoded(column, row["text_value"])
            counts.setdefault(row["attribute"], {})[value] = row["items"]
    return counts


def _asked(snapshot: Snapshot, wishes: Sequence[Grouped]) -> Values:
    return {"pack": snapshot.pack_id, "conditions": Json(conditions(wishes))}


def _decoded(column: Column, text: str) -> str | bool | Place:
    if isinstance(column, PlaceColumn):
        return place_of(text)
    if isinstance(column, FlagColumn):
        return text == "true"
    assert isinstance(column, CategoryColumn | TagsColumn)
    return text


def _keys(packed: bytes) -> NDArray[np.int32]:
    return np.frombuffer(packed, ">i4").astype(np.int32)
