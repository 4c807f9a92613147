"""A published version of a catalogue as it stands in process memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.archive import UnknownFormat, unpack_items
from catalogue.column import Column
from catalogue.columns import Rows
from catalogue.ids import Ids, RowById
from catalogue.large import LARGE, Large, large_of, write_large
from catalogue.levels import Levels, levels_of
from catalogue.mapped import Label, open_mapped, tidy
from catalogue.parts import Items, put_together
from catalogue.query import Values, one
from catalogue.sets import VectorSet
from core.database import Connection, Pool
from core.errors import CatalogueMissing
from domains import Pack


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The items of one version, in a fixed order (by id), with their columns.

    ``ids[i]``, ``available[i]`` and row ``i`` of every column are one item; ``keys[i]`` is its
    number in the store. ``set_id`` names the embeddings that this version is ranked with,
    ``vectors`` tells of them, ``indexed`` whether they have a graph index. ``large`` holds what is
    scored in process; where it is None, the store scores.
    """

    pack_id: str
    version: int
    set_id: int
    ids: Sequence[str]
    available: NDArray[np.bool_]
    columns: Mapping[str, Column]
    keys: NDArray[np.int32] = field(repr=False)
    vectors: VectorSet | None = None
    indexed: bool = False
    large: Large | None = None

    @cached_property
    def rows(self) -> Rows:
        """Finds rows by key."""
        return Rows(self.keys)

    @cached_property
    def levels(self) -> Mapping[str, Levels]:
        """The distinct values of each column."""
        return {id: levels_of(column) for id, column in self.columns.items()}

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Finds a row by item id."""
        if isinstance(self.ids, Ids):
            return RowById(self.ids)
        return {id: row for row, id in enumerate(self.ids)}


@dataclass(frozen=True)
class Newest:
    """The newest version of a pack, and how many items it has."""

    version: int
    items: int


async def newest_version(connection: Connection, pack_id: str) -> Newest | None:
    """The newest published version of a pack; None where nothing is published."""
    found = await one(connection, "latest_version", {"pack": pack_id})
    return Newest(int(found["id"]), int(found["items"])) if found else None


async def latest_version(connection: Connection, pack_id: str) -> int | None:
    """The number of the newest published version of a pack; None where nothing is published."""
    found = await newest_version(connection, pack_id)
    return found.version if found else None


async def load_snapshot(
    pool: Pool, pack: Pack, version: int | None = None, folder: Path | None = None
) -> Snapshot:
    """Load a published version, the newest unless one is named.

    With a ``folder``, a version of ``LARGE`` items or more is mapped into memory from files there,
    which the first process to need them writes.

    Raises:
        CatalogueMissing: nothing is published, or another release of the product published it.
    """
    values: Values = {"pack": pack.id, "version": version}
    async with pool.connection() as connection:
        found = await one(connection, "load_version", values)
    if found is None:
        raise CatalogueMissing(f"Run: firstfive ingest {pack.id}")
    if folder is not None and found["items"] >= LARGE:
        return await _mapped(pool, pack, found, folder)
    return _snapshot(pack, found, await _stored(pool, pack, found["id"]))


async def _mapped(pool: Pool, pack: Pack, found: Mapping[str, Any], folder: Path) -> Snapshot:
    label = Label(pack.id, found["id"], found["set_id"], found["content_hash"])
    opened = await asyncio.to_thread(open_mapped, folder, label)
    if opened is None:
        items = await _stored(pool, pack, found["id"])
        await write_large(pool, folder, label, items, found["dimension"])
        opened = await asyncio.to_thread(open_mapped, folder, label)
        await asyncio.to_thread(tidy, folder, pack.id)
    if opened is None:
        raise CatalogueMissing(f"Its files in {str(folder)!r} cannot be read back.")
    header, arrays = opened
    return _snapshot(pack, found, put_together(header, arrays), large_of(arrays))


async def _stored(pool: Pool, pack: Pack, version: int) -> Items:
    async with pool.connection() as connection:
        found = await one(connection, "version_columns", {"version": version})
    if found is None:
        raise CatalogueMissing(f"Version {version} was dropped.")
    try:
        return await asyncio.to_thread(unpack_items, found["columns"])
    except UnknownFormat as error:
        raise CatalogueMissing(
            f"It was stored by another release; ingest {pack.id} again."
        ) from error


def _snapshot(
    pack: Pack, found: Mapping[str, Any], items: Items, large: Large | None = None
) -> Snapshot:
    return Snapshot(
        pack_id=pack.id,
        version=found["id"],
        set_id=found["set_id"],
        ids=items.ids,
        available=items.available,
        columns=items.columns,
        keys=items.keys,
        vectors=VectorSet(
            found["set_id"],
            pack.id,
            found["model"],
            found["dimension"],
            found["normalised"],
            found["recipe"],
        ),
        indexed=found["indexed"],
        large=large,
    )
