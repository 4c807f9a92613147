"""Packs the columns of a version into bytes, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
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
from core.model import Place

FORMAT = "columns-1"
"""Changes whenever archives of before cannot be read any more."""

Arrays = dict[str, NDArray[Any]]
Header = dict[str, Any]


class UnknownFormat(ValueError):
    """An archive of another format."""


def pack_columns(
    ids: Sequence[str],
    keys: NDArray[np.int32],
    available: NDArray[np.bool_],
    columns: Mapping[str, Column],
) -> bytes:
    """A compressed numpy archive without pickles: a JSON header and plain arrays."""
    arrays: Arrays = {"keys": keys, "available": np.packbits(available)}
    header: Header = {"format": FORMAT, "ids": list(ids), "columns": {}}
    for name, column in columns.items():
        header["columns"][name], parts = _packed(column)
        arrays |= {f"{name}.{part}": array for part, array in parts.items()}
    arrays["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def unpack_columns(
    data: bytes,
) -> tuple[tuple[str, ...], NDArray[np.int32], NDArray[np.bool_], dict[str, Column]]:
    """Ids, keys, availability and columns; all arrays are read-only.

    Raises:
        UnknownFormat: another version of the product packed it.
    """
    with np.load(BytesIO(data), allow_pickle=False) as file:
        arrays: Arrays = {name: file[name] for name in file.files}
    header: Header = json.loads(arrays["header"].tobytes())
    if header["format"] != FORMAT:
        raise UnknownFormat(str(header["format"]))
    count = len(header["ids"])
    columns = {
        name: _unpacked(name, head, arrays, count) for name, head in header["columns"].items()
    }
    return (
        tuple(header["ids"]),
        _sealed(arrays["keys"]),
        _sealed(_bits(arrays["available"], count)),
        columns,
    )


def _packed(column: Column) -> tuple[Header, Arrays]:
    if isinstance(column, CategoryColumn):
        return {"type": "category", "values": column.values}, {"codes": column.codes}
    if isinstance(column, FlagColumn):
        return {"type": "flag"}, {"codes": column.codes}
    if isinstance(column, NumberColumn):
        return {"type": "number"}, {"values": column.values}
    bits = {"matrix": np.packbits(column.matrix, axis=1), "known": np.packbits(column.known)}
    if isinstance(column, TagsColumn):
        return {"type": "tags", "values": column.values}, bits
    places = [(place.kind, place.name) for place in column.values]
    return {"type": "place", "values": places}, {**bits, "lat": column.lat, "lon": column.lon}


def _unpacked(name: str, head: Header, arrays: Arrays, count: int) -> Column:
    def part(which: str) -> NDArray[Any]:
        return _sealed(arrays[f"{name}.{which}"])

    if head["type"] == "category":
        return CategoryColumn(tuple(head["values"]), part("codes"))
    if head["type"] == "flag":
        return FlagColumn(part("codes"))
    if head["type"] == "number":
        return NumberColumn(part("values"))
    matrix = _sealed(_bits(arrays[f"{name}.matrix"], count))
    known = _sealed(_bits(arrays[f"{name}.known"], count))
    if head["type"] == "tags":
        return TagsColumn(tuple(head["values"]), matrix, known)
    places = tuple(Place(kind=kind, name=place) for kind, place in head["values"])
    return PlaceColumn(places, matrix, known, part("lat"), part("lon"))


def _bits(packed: NDArray[np.uint8], count: int) -> NDArray[np.bool_]:
    return np.unpackbits(packed, axis=-1, count=count).view(np.bool_)


def _sealed(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array
