"""Must-haves and counts by the columns of a version, for catalogues too large to ask SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from catalogue.column import (
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.facet import coded
from catalogue.holding import holding
from catalogue.must import Grouped
from core.model import Place, Range, WishValue

Bools = NDArray[np.bool_]
Counted = Mapping[str | bool | Place, int]


def listed(column: Column, value: WishValue) -> bool:
    """Whether a column can tell who holds a value: it may keep only the most frequent ones."""
    if isinstance(column, NumberColumn | FlagColumn) or isinstance(value, Range):
        return True
    return value in column.values


def meeting(columns: Mapping[str, Column], wishes: Sequence[Grouped], count: int) -> Bools:
    """Which of ``count`` items meet every group of wishes, bool[count]; all values are listed."""
    met = np.ones(count, np.bool_)
    wanted: dict[int, Bools] = {}
    for wish in wishes:
        holds = holding(columns[wish.attribute], wish.value)
        if wish.avoid:
            met &= ~holds
        else:
            wanted[wish.n] = wanted[wish.n] | holds if wish.n in wanted else holds
    for holds in wanted.values():
        met &= holds
    return met


def counted(column: Column, allowed: Bools) -> Counted:
    """How many of the allowed items hold each value, the most frequent first; none of figures."""
    if isinstance(column, NumberColumn):
        return {}
    values: Sequence[str | bool | Place]
    if isinstance(column, TagsColumn | PlaceColumn):
        values, rows = column.values, np.flatnonzero(allowed)
        found = column.members.weighed(rows, np.ones(len(rows), np.float32)).astype(np.int64)
    else:
        values = (False, True) if isinstance(column, FlagColumn) else column.values
        found = np.bincount(column.codes[allowed & (column.codes >= 0)], minlength=len(values))
    order = sorted(range(len(values)), key=lambda i: (-found[i], coded(values[i])))
    return {values[i]: int(found[i]) for i in order if found[i]}
