"""Read-only questions to a published catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from psycopg.types.json import Json

from catalogue.column import CategoryColumn, Column, FlagColumn, PlaceColumn, TagsColumn
from catalogue.facet import place_of
from catalogue.must import conditions
from catalogue.query import Values, one, rows
from catalogue.snapshot import Snapshot
from core.database import Connection
from core.model import Item, Place, Wish

UNKNOWN = -1.0
"""The similarity of an item whose vector is not in the store any more."""

Counts = Mapping[str, Mapping[str | bool | Place, int]]


async def similarities(
    connection: Connection, snapshot: Snapshot, vector: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Cosine similarity (-1..1, float32, n) of every item to a normalised vector, exactly.

    One scan of the vectors in Postgres; row order is that of ``snapshot.ids``.
    """
    values: Values = {"set_id": snapshot.set_id, "query": HalfVector(vector)}
    found = await one(connection, "similarities", values)
    out = np.full(len(snapshot.ids), UNKNOWN, np.float32)
    if found and found["keys"]:
        at = snapshot.rows.of(_keys(found["keys"]))
        out[at[at >= 0]] = np.frombuffer(found["products"], ">f4")[at >= 0]
    return out


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
    """Which items (bool, n) meet all must-haves by what is stored now; see :mod:`catalogue.must`.

    An item that does not state an attribute does not meet a wish for it.
    """
    found = await one(connection, "qualifying", _asked(snapshot, musts))
    out = np.zeros(len(snapshot.ids), np.bool_)
    if found and found["keys"]:
        out[snapshot.rows.among(_keys(found["keys"]))] = True
    return out


async def facets(connection: Connection, snapshot: Snapshot, musts: Sequence[Wish] = ()) -> Counts:
    """Per attribute and value, how many available items that meet the must-haves have it.

    Values are strings (categories), booleans (flags) or places; the most frequent come first.
    """
    counts: dict[str, dict[str | bool | Place, int]] = {}
    for row in await rows(connection, "facets", _asked(snapshot, musts)):
        column = snapshot.columns.get(row["attribute"])
        if column is not None:
            value = _decoded(column, row["text_value"])
            counts.setdefault(row["attribute"], {})[value] = row["items"]
    return counts


def _asked(snapshot: Snapshot, musts: Sequence[Wish]) -> Values:
    return {"pack": snapshot.pack_id, "conditions": Json(conditions(snapshot, musts))}


def _decoded(column: Column, text: str) -> str | bool | Place:
    if isinstance(column, PlaceColumn):
        return place_of(text)
    if isinstance(column, FlagColumn):
        return text == "true"
    assert isinstance(column, CategoryColumn | TagsColumn)
    return text


def _keys(packed: bytes) -> NDArray[np.int32]:
    return np.frombuffer(packed, ">i4").astype(np.int32)
