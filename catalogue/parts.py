"""A version's items taken apart into plain arrays and a header in JSON, and put together again."""

from __future__ import annotations

from collections.abc import Mapping
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
from catalogue.ids import Ids
from catalogue.members import Members
from core.model import Place

Arrays = Mapping[str, NDArray[Any]]
Header = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Items:
    """The items of a version: row ``i`` of every part is one item; ``keys`` number the store's."""

    ids: Ids
    keys: NDArray[np.int32]
    available: NDArray[np.bool_]
    columns: Mapping[str, Column]


def taken_apart(items: Items) -> tuple[Header, dict[str, NDArray[Any]]]:
    """The header and the arrays of a version's items, by name."""
    arrays = listed_apart(items.ids, items.keys, items.available)
    header: Header = {}
    for name, column in items.columns.items():
        header[name], parts = column_apart(name, column)
        arrays |= parts
    return header, arrays


def listed_apart(
    ids: Ids, keys: NDArray[np.int32], available: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """The arrays of the items themselves, by name."""
    return {"ids": ids.text, "ids.ends": ids.ends, "keys": keys, "available": available}


def column_apart(name: str, column: Column) -> tuple[Header, dict[str, NDArray[Any]]]:
    """The header and the arrays of one column, by name."""
    head, parts = _apart(column)
    return head, {f"{name}.{part}": array for part, array in parts.items()}


def put_together(header: Header, arrays: Arrays) -> Items:
    """The items; all arrays are read-only."""
    for array in arrays.values():
        array.setflags(write=False)
    return Items(
        ids=Ids(arrays["ids"], arrays["ids.ends"]),
        keys=arrays["keys"],
        available=arrays["available"],
        columns={name: _together(name, head, arrays) for name, head in header.items()},
    )


def _apart(column: Column) -> tuple[Header, dict[str, NDArray[Any]]]:
    if isinstance(column, CategoryColumn):
        return {"type": "category", "values": column.values}, {"codes": column.codes}
    if isinstance(column, FlagColumn):
        return {"type": "flag"}, {"codes": column.codes}
    if isinstance(column, NumberColumn):
        return {"type": "number"}, {"values": column.values}
    held = column.members
    parts: dict[str, NDArray[Any]] = {
        "starts": held.starts,
        "rows": held.rows,
        "begins": held.begins,
        "codes": held.codes,
        "known": column.known,
    }
    if isinstance(column, TagsColumn):
        return {"type": "tags", "values": column.values}, parts
    places = [(place.kind, place.name) for place in column.values]
    return {"type": "place", "values": places}, {**parts, "lat": column.lat, "lon": column.lon}


def _together(name: str, head: Header, arrays: Arrays) -> Column:
    def part(which: str) -> NDArray[Any]:
        return arrays[f"{name}.{which}"]

    if head["type"] == "category":
        return CategoryColumn(tuple(head["values"]), part("codes"))
    if head["type"] == "flag":
        return FlagColumn(part("codes"))
    if head["type"] == "number":
        return NumberColumn(part("values"))
    held = Members(part("starts"), part("rows"), part("begins"), part("codes"))
    if head["type"] == "tags":
        return TagsColumn(tuple(head["values"]), held, part("known"))
    places = tuple(Place(kind=kind, name=place) for kind, place in head["values"])
    return PlaceColumn(places, held, part("known"), part("lat"), part("lon"))
