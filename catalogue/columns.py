"""Builds the columns of a version out of its facets. Pure: keys in, arrays out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.column import (
    MISSING,
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.facet import place_of
from catalogue.members import Members
from core.model import Kind
from domains import Attribute, Pack

MOST_TAGS = 1_000
MOST_PLACES = 4_000
MOST_CATEGORIES = 32_000
"""Values that a column of an open vocabulary keeps, the most frequent ones; SQL knows them all."""

Keys = NDArray[np.int32]
Coordinates = Callable[[str], tuple[float, float] | None]


@dataclass(frozen=True)
class Facts:
    """What a catalogue states of one attribute: members of values, figures, and each item's city.

    ``members``: (value as in facets, keys of its items), the most frequent value first.
    ``figures``: keys and their values. ``cities``: (city name, keys).
    """

    members: Sequence[tuple[str, Keys]] = ()
    figures: tuple[Keys, NDArray[np.float64]] | None = None
    cities: Sequence[tuple[str, Keys]] = ()


class Rows:
    """Finds the rows of keys: row ``i`` is the item whose key is ``keys[i]``."""

    def __init__(self, keys: Keys) -> None:
        self.count = len(keys)
        self._table = np.full(int(keys.max(initial=0)) + 1, MISSING, np.int32)
        self._table[keys] = np.arange(len(keys), dtype=np.int32)

    def of(self, keys: Keys) -> NDArray[np.int32]:
        """The row of each key; -1 for keys of no row."""
        inside = keys < len(self._table)
        return np.where(inside, self._table[np.where(inside, keys, 0)], MISSING).astype(np.int32)

    def among(self, keys: Keys) -> NDArray[np.int32]:
        """The rows of those keys that have one."""
        rows = self.of(keys)
        return rows[rows >= 0]


def asked_of(pack: Pack) -> list[Attribute]:
    """The attributes that have a column: all but texts."""
    return [attribute for attribute in pack.attributes if attribute.type is not Kind.TEXT]


def build_column(
    attribute: Attribute, rows: Rows, facts: Facts, coordinates: Coordinates
) -> Column:
    """The column of one attribute."""
    members = facts.members
    if attribute.type.numeric:
        return _numbers(rows, facts.figures)
    if attribute.type is Kind.PLACE:
        return _places(rows, members[:MOST_PLACES], facts.cities, coordinates)
    if attribute.type is Kind.FLAG:
        return FlagColumn(_codes(rows, members, ("false", "true")).astype(np.int8))
    if attribute.type is Kind.CATEGORIES:
        values = tuple(value for value, _ in members[:MOST_TAGS])
        return TagsColumn(values, _members(rows, members[:MOST_TAGS]), _known(rows, members))
    values = tuple(value for value, _ in members[:MOST_CATEGORIES])
    return CategoryColumn(values, _codes(rows, members[:MOST_CATEGORIES], values))


def _numbers(rows: Rows, found: tuple[Keys, NDArray[np.float64]] | None) -> NumberColumn:
    values = np.full(rows.count, np.nan, np.float32)
    if found is not None:
        at = rows.of(found[0])
        values[at[at >= 0]] = found[1][at >= 0]
    return NumberColumn(values)


def _codes(
    rows: Rows, members: Sequence[tuple[str, Keys]], values: Sequence[str]
) -> NDArray[np.int16]:
    codes = np.full(rows.count, MISSING, np.int16)
    code = {value: n for n, value in enumerate(values)}
    for value, keys in members:
        codes[rows.among(keys)] = code[value]
    return codes


def _members(rows: Rows, members: Sequence[tuple[str, Keys]]) -> Members:
    return Members.of(rows.count, [np.sort(rows.among(keys)) for _, keys in members])


def _known(rows: Rows, members: Sequence[tuple[str, Keys]]) -> NDArray[np.bool_]:
    known = np.zeros(rows.count, np.bool_)
    for _, keys in members:
        known[rows.among(keys)] = True
    return known


def _places(
    rows: Rows,
    members: Sequence[tuple[str, Keys]],
    cities: Sequence[tuple[str, Keys]],
    coordinates: Coordinates,
) -> PlaceColumn:
    lat, lon = np.full((2, rows.count), np.nan, np.float32)
    for name, keys in cities:
        point = coordinates(name)
        if point is not None:
            at = rows.among(keys)
            lat[at], lon[at] = point
    values = tuple(place_of(text) for text, _ in members)
    return PlaceColumn(values, _members(rows, members), _known(rows, members), lat, lon)
