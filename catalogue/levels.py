"""The distinct values of a column: what is computed for each of them need not be for each item.

Of a million items, a few thousand differ in an attribute; a likelihood of the levels, looked up by
each item's code, costs one pass over the items.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.members import Members

SEED = 41
WORTH = 4
"""Levels pay where there are at least so many items to each."""


@dataclass(frozen=True, eq=False)
class Levels:
    """``column`` holds each distinct value once; item ``i`` is its row ``codes[i]``.

    ``counts`` (float32, v) is how many items have each. Where there are too many distinct values
    for that to pay, each item is a row of its own, and codes and counts are None.
    """

    column: Column
    codes: NDArray[np.integer[Any]] | None = None
    counts: NDArray[np.float32] | None = None

    def spread(self, figures: NDArray[Any]) -> NDArray[Any]:
        """Figures of the levels (v) as figures of the items (n)."""
        return figures if self.codes is None else np.take(figures, self.codes, mode="clip")


def levels_of(column: Column) -> Levels:
    """The levels of a column."""
    if isinstance(column, CategoryColumn | FlagColumn):
        return _coded(column)
    if isinstance(column, NumberColumn):
        first, codes, counts = _distinct(column.values)
        found: Column = NumberColumn(column.values[first])
    else:
        first, codes, counts = _distinct(_prints(column))
        found = _picked(column, first)
    if len(first) * WORTH > len(codes):
        return Levels(column)
    return Levels(found, codes, counts)


def _coded(column: CategoryColumn | FlagColumn) -> Levels:
    """Codes are levels already, the first of which is to have no value."""
    width = len(column.values) if isinstance(column, CategoryColumn) else 2
    codes = column.codes + np.int16(1)
    counts = np.bincount(codes, minlength=width + 1).astype(np.float32)
    levels = np.arange(-1, width, dtype=np.int16)
    if isinstance(column, FlagColumn):
        return Levels(FlagColumn(levels.astype(np.int8)), codes, counts)
    return Levels(CategoryColumn(column.values, levels), codes, counts)


def _distinct(
    values: NDArray[Any],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """Where each distinct value is first, each row's code, and how many rows have each."""
    _, first, codes, counts = np.unique(
        values, return_index=True, return_inverse=True, return_counts=True
    )
    return first, codes.astype(np.int32), counts.astype(np.float32)


def _prints(column: TagsColumn | PlaceColumn) -> NDArray[np.uint64]:
    """A number for all that an item holds: the sum of a random one for each value (Zobrist 1970).

    Two different sets agree once in 2**64.
    """
    held, random = column.members, np.random.default_rng(SEED)
    drawn = random.integers(1, 2**63, len(held.counts) + 1, dtype=np.uint64)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(drawn[held.codes], dtype=np.uint64)])
    found = sums[held.begins[1:]] - sums[held.begins[:-1]]
    found += column.known * drawn[-1]
    if isinstance(column, PlaceColumn):
        for part in (column.lat, column.lon):
            found += part.view(np.uint32) * random.integers(1, 2**63, dtype=np.uint64)
    return np.asarray(found)


def _picked(column: TagsColumn | PlaceColumn, rows: NDArray[np.int64]) -> Column:
    held = Members.table(column.members.among(rows))
    if isinstance(column, TagsColumn):
        return TagsColumn(column.values, held, column.known[rows])
    return PlaceColumn(column.values, held, column.known[rows], column.lat[rows], column.lon[rows])
