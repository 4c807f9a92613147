"""Attribute values of all items of a version, one column an attribute, in process memory.

Row ``i`` of every column is the item ``snapshot.ids[i]``; n is the number of items.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.members import Members
from core.model import Place

MISSING = -1
"""The code of an item that does not state a category or a flag."""


@dataclass(frozen=True, eq=False)
class CategoryColumn:
    """``codes`` (int16, n) index ``values``, the most frequent value first; -1 where missing."""

    values: tuple[str, ...]
    codes: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class TagsColumn:
    """``members``: which item has which of the ``values``; ``known`` (n): which state any."""

    values: tuple[str, ...]
    members: Members
    known: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class PlaceColumn:
    """As tags, over places and all that contain them; coordinates (degrees) of each item's city.

    ``lat`` and ``lon`` (float32, n) are NaN where the city is not stated or not on the map.
    """

    values: tuple[Place, ...]
    members: Members
    known: NDArray[np.bool_]
    lat: NDArray[np.float32]
    lon: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class NumberColumn:
    """Figures of numbers, money and years (float32, n); NaN where missing."""

    values: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class FlagColumn:
    """``codes`` (int8, n): 1 true, 0 false, -1 missing."""

    codes: NDArray[np.int8]


Column = CategoryColumn | TagsColumn | PlaceColumn | NumberColumn | FlagColumn
