"""The real items that synthesised ones are put together from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from catalogue.snapshot import load_snapshot
from core.database import Connection, Pool
from core.sql import sql
from domains import Pack

FacetRow = tuple[str, str | None, float | None]


@dataclass(frozen=True)
class Donor:
    """One real item: its texts, and by attribute what it states (as JSON) and its facets."""

    title: str
    summary: str
    cleaned: str
    available: bool
    stated: Mapping[str, str]
    facets: Mapping[str, Sequence[FacetRow]] = field(default_factory=dict)


@dataclass(frozen=True)
class Donors:
    """The published items of a pack and their vectors (float32 (d, dimension)), row by row.

    ``model`` and ``recipe`` are those of the vectors.
    """

    items: Sequence[Donor]
    vectors: NDArray[np.float32]
    model: str
    recipe: str


async def read_donors(pool: Pool, pack: Pack) -> Donors:
    """The newest published catalogue of a pack.

    Raises:
        CatalogueMissing: nothing is published.
    """
    snapshot = await load_snapshot(pool, pack)
    async with pool.connection() as connection:
        facets = await _facets(connection, pack)
        values = {"pack": pack.id, "set_id": snapshot.set_id}
        cursor = await connection.execute(sql("evaluation", "donors").encode(), values)
        rows = await cursor.fetchall()
    items = [
        Donor(
            title=row["title"],
            summary=row["summary"],
            cleaned=row["cleaned"],
            available=row["available"],
            stated={id: json.dumps(value) for id, value in row["attributes"].items()},
            facets=facets[row["key"]],
        )
        for row in rows
    ]
    vectors = np.stack([row["vector"].to_numpy() for row in rows]).astype(np.float32)
    return Donors(items, vectors, rows[0]["model"], rows[0]["recipe"])


async def _facets(
    connection: Connection, pack: Pack
) -> Mapping[int, Mapping[str, Sequence[FacetRow]]]:
    found: dict[int, dict[str, list[FacetRow]]] = defaultdict(lambda: defaultdict(list))
    cursor = await connection.execute(
        sql("evaluation", "donors_facets").encode(), {"pack": pack.id}
    )
    for row in await cursor.fetchall():
        facet = (row["attribute"], row["text_value"], row["number_value"])
        found[row["item_key"]][row["attribute"]].append(facet)
    return found
