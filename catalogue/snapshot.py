"""A published version of a catalogue as it stands in process memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from catalogue.archive import UnknownFormat, unpack_columns
from catalogue.column import Column
from catalogue.columns import Rows
from catalogue.query import Values, one
from core.database import Connection, Pool
from core.errors import CatalogueMissing
from domains import Pack


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The items of one version, in a fixed order (by id), with their columns.

    ``ids[i]``, ``available[i]`` and row ``i`` of every column are one item; ``keys[i]`` is its
    number in the store. ``set_id`` names the embeddings that this version is ranked with.
    """

    pack_id: str
    version: int
    set_id: int
    ids: tuple[str, ...]
    available: NDArray[np.bool_]
    columns: Mapping[str, Column]
    keys: NDArray[np.int32] = field(repr=False)

    @cached_property
    def rows(self) -> Rows:
        """Finds rows by key."""
        return Rows(self.keys)

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Finds a row by item id."""
        return {id: row for row, id in enumerate(self.ids)}


async def latest_version(connection: Connection, pack_id: str) -> int | None:
    """The newest published version of a pack; None where nothing is published."""
    found = await one(connection, "latest_version", {"pack": pack_id})
    return int(found["id"]) if found else None


async def load_snapshot(pool: Pool, pack: Pack, version: int | None = None) -> Snapshot:
    """Load a published version, the newest unless one is named.

    Raises:
        CatalogueMissing: nothing is published, or another release of the product published it.
    """
    values: Values = {"pack": pack.id, "version": version}
    async with pool.connection() as connection:
        found = await one(connection, "load_version", values)
    if found is None:
        raise CatalogueMissing(f"Run: firstfive ingest {pack.id}")
    try:
        ids, keys, available, columns = unpack_columns(found["columns"])
    except UnknownFormat as error:
        raise CatalogueMissing(
            f"It was stored by another release; ingest {pack.id} again."
        ) from error
    return Snapshot(pack.id, found["id"], found["set_id"], ids, available, columns, keys)
