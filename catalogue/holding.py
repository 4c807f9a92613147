"""Who holds a value, by the columns of a version: all items, some of them, or how many."""

from __future__ import annotations

from collections.abc import Sequence

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
from core.model import Range, WishValue

Bools = NDArray[np.bool_]
Rows = NDArray[np.int64]


def holding(column: Column, value: WishValue) -> Bools:
    """Which items state a value, or a figure within a range, bool[n]."""
    if isinstance(column, TagsColumn | PlaceColumn):
        at = code_of(column.values, value)
        return np.zeros(len(column.known), np.bool_) if at is None else column.members.mask(at)
    return _stated(column, value, slice(None))


def holding_among(column: Column, value: WishValue, rows: Rows) -> Bools:
    """Which of some items (m of them) state a value, or a figure within a range, bool[m]."""
    if isinstance(column, TagsColumn | PlaceColumn):
        at = code_of(column.values, value)
        if at is None:
            return np.zeros(len(rows), np.bool_)
        return column.members.held_by(at, rows)
    return _stated(column, value, rows)


def count_holding(column: Column, value: WishValue, allowed: Bools) -> int:
    """How many of the allowed items (bool[n]) state a value, or a figure within a range."""
    if isinstance(column, TagsColumn | PlaceColumn):
        at = code_of(column.values, value)
        return 0 if at is None else int(np.count_nonzero(allowed[column.members.holders(at)]))
    return int(np.count_nonzero(_stated(column, value, slice(None)) & allowed))


def code_of(values: Sequence[object], value: object) -> int | None:
    """The place of a value among those that a column lists."""
    try:
        return values.index(value)
    except ValueError:
        return None


def _stated(
    column: CategoryColumn | FlagColumn | NumberColumn, value: WishValue, at: slice | Rows
) -> Bools:
    """Figures are compared at the columns' single precision: one out by less than that is in."""
    if isinstance(column, NumberColumn):
        if not isinstance(value, Range):
            return np.zeros(len(column.values[at]), np.bool_)
        low = np.float32(-np.inf if value.min is None else value.min)
        high = np.float32(np.inf if value.max is None else value.max)
        return np.asarray((column.values[at] >= low) & (column.values[at] <= high))
    if isinstance(column, FlagColumn):
        code: int | None = {True: 1, False: 0}.get(value) if isinstance(value, bool) else None
    else:
        code = code_of(column.values, value)
    if code is None:
        return np.zeros(len(column.codes[at]), np.bool_)
    return np.asarray(column.codes[at] == code)
