"""The items nearest to a query among those allowed, by the way that their number asks for.

A graph index knows no filters: it lists neighbours of all kinds, and of a rare kind too few (Malkov
& Yashunin 2020 for the graph). So the allowed ones are counted first: a few are read and compared
exactly; of many, the index lists several times as many as are wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector

from catalogue.query import one
from catalogue.search import UNKNOWN, exactly, similarities, unpacked
from catalogue.snapshot import Snapshot
from catalogue.top import largest
from core.database import Connection

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

RARE, BROAD = 0.02, 0.5
"""Share of items up to which the allowed ones are all compared, and from which on the index is
quicker than scoring all of a catalogue that is in memory."""

OVER = 4
"""How many times more than wanted are fetched: a graph misses some of the nearest ones."""

EFFORT = 800
"""How wide the graph is searched at least."""


@dataclass(frozen=True)
class Nearest:
    """Rows (int64) and their cosines (float32), best first; ``way`` is how they were found."""

    rows: Rows
    cosines: Floats
    way: Literal["all", "index", "few"]


async def nearest(
    connection: Connection,
    snapshot: Snapshot,
    vector: Floats,
    allowed: NDArray[np.bool_],
    most: int,
) -> Nearest:
    """The ``most`` nearest of the allowed items (bool[n]) to a unit vector; fewer if there are.

    Without a graph index, and where it does not list enough of the allowed ones, all are compared.
    """
    count, share = int(allowed.sum()), float(allowed.mean()) if len(allowed) else 0.0
    wanted = OVER * most
    least = RARE if snapshot.large is None else BROAD
    if snapshot.indexed and count > wanted and share > least:
        rows, cosines = await _listed(connection, snapshot, vector, ceil(wanted / share))
        held = allowed[rows]
        if held.sum() >= min(wanted // 2, count):
            return _best(rows[held], cosines[held], most, "index")
    if count <= wanted or (share <= RARE and snapshot.large is None):
        rows = np.flatnonzero(allowed)
        return _best(rows, await exactly(connection, snapshot, vector, rows), most, "few")
    cosines = np.where(allowed, await similarities(connection, snapshot, vector, allowed), UNKNOWN)
    rows = largest(cosines.astype(np.float32), min(most, count))
    return _best(rows, cosines[rows], most, "all")


async def _listed(
    connection: Connection, snapshot: Snapshot, vector: Floats, most: int
) -> tuple[Rows, Floats]:
    values = {
        "set_id": snapshot.set_id,
        "query": HalfVector(vector),
        "most": most,
        "effort": max(EFFORT, most),
    }
    keys, cosines = unpacked(await one(connection, "nearest", values))
    rows = snapshot.rows.of(keys)
    return rows[rows >= 0].astype(np.int64), cosines[rows >= 0]


def _best(rows: Rows, cosines: Floats, most: int, way: Literal["all", "index", "few"]) -> Nearest:
    order = np.argsort(-cosines, kind="stable")[:most]
    return Nearest(rows[order], cosines[order].astype(np.float32), way)
