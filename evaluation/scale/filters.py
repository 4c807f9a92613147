"""Search under filters: does it find what an exact scan finds, and how long does it take."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from catalogue.nearest import nearest
from catalogue.search import exact_similarities, similarities
from catalogue.snapshot import Snapshot
from catalogue.top import largest
from core.database import Connection

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
SHARES = (1.0, 0.5, 0.1, 0.01, 0.001)
WANTED, FIVE = 100, 5
WAYS = ("all scored in process", "as the tool searches", "by the store alone")


@dataclass(frozen=True)
class Filtered:
    """Searches under filters that let a share of the items through, by one way of searching.

    ``recall`` is the share of the exact best 100 that were found (of all there are, where there
    are fewer), ``five`` the share of searches that gave the exact best five, ``milliseconds`` one
    figure a search.
    """

    way: str
    share: float
    recall: float
    five: float
    milliseconds: Sequence[float]


Search = Callable[[Floats, Bools], Awaitable[NDArray[np.int64]]]


async def filtered(
    connection: Connection,
    snapshot: Snapshot,
    queries: Floats,
    seed: int,
    advance: Callable[[], None],
) -> list[Filtered]:
    """Every share and every way, with the same queries (float32 (q, dimension)) and filters."""

    async def scanned(vector: Floats, allowed: Bools) -> NDArray[np.int64]:
        cosines = await similarities(connection, snapshot, vector, allowed)
        return best(cosines, allowed, WANTED)

    async def routed(vector: Floats, allowed: Bools) -> NDArray[np.int64]:
        return (await nearest(connection, snapshot, vector, allowed, WANTED)).rows

    async def stored(vector: Floats, allowed: Bools) -> NDArray[np.int64]:
        return (await nearest(connection, unmapped, vector, allowed, WANTED)).rows

    unmapped = replace(snapshot, large=None)
    exact = [await exact_similarities(connection, snapshot, query) for query in queries]
    rng, results = np.random.default_rng(seed), []
    for share in SHARES:
        masks = [rng.random(len(snapshot.ids)) < share for _ in queries]
        for way, search in zip(WAYS, (scanned, routed, stored), strict=True):
            results.append(await _measured(way, share, search, queries, masks, exact))
            advance()
    return results


def best(cosines: Floats, allowed: Bools, most: int) -> NDArray[np.int64]:
    """Rows of the best allowed items, best first; fewer where fewer are allowed."""
    rows = largest(np.where(allowed, cosines, -np.inf).astype(np.float32), most)
    rows = rows[allowed[rows]]
    return np.asarray(rows[np.argsort(-cosines[rows], kind="stable")])


async def _measured(
    way: str,
    share: float,
    search: Search,
    queries: Floats,
    masks: Sequence[Bools],
    exact: Sequence[Floats],
) -> Filtered:
    recalls, fives, spent = [], [], []
    for query, allowed, cosines in zip(queries, masks, exact, strict=True):
        begin = perf_counter()
        found = await search(query, allowed)
        spent.append((perf_counter() - begin) * 1000)
        wanted = best(cosines, allowed, WANTED)
        recalls.append(len(set(found) & set(wanted)) / len(wanted) if len(wanted) else 1.0)
        fives.append(set(found[:FIVE]) == set(wanted[:FIVE]))
    return Filtered(way, share, float(np.mean(recalls)), float(np.mean(fives)), spent)
