"""Packs the items of a version into bytes, and back."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from numpy.typing import NDArray

from catalogue.column import Column
from catalogue.ids import Ids
from catalogue.members import Members
from catalogue.parts import Header, Items, column_apart, listed_apart, put_together

FORMAT = "columns-2"
"""Changes whenever archives of before cannot be read any more."""

DENSE = "columns-1"
"""The format before: many-valued attributes as a bit for each pair of value and item."""


class UnknownFormat(ValueError):
    """An archive of another format."""


class Packing:
    """A compressed numpy archive without pickles, written array by array: one is held at a time."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._archive = ZipFile(self._file, "w", ZIP_DEFLATED)
        self._columns: Header = {}

    def add_items(self, ids: Ids, keys: NDArray[np.int32], available: NDArray[np.bool_]) -> None:
        """Write the items themselves."""
        self._write(listed_apart(ids, keys, available))

    def add(self, name: str, column: Column) -> None:
        """Write the column of an attribute."""
        self._columns[name], arrays = column_apart(name, column)
        self._write(arrays)

    def packed(self) -> bytes:
        """The archive, once all is written."""
        told = json.dumps({"format": FORMAT, "columns": self._columns}).encode()
        self._write({"header": np.frombuffer(told, np.uint8)})
        self._archive.close()
        return self._file.getvalue()

    def _write(self, arrays: dict[str, NDArray[Any]]) -> None:
        for name, array in arrays.items():
            with self._archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, array, allow_pickle=False)


def unpack_items(data: bytes) -> Items:
    """The items of an archive; all arrays are read-only.

    Raises:
        UnknownFormat: another version of the product packed it.
    """
    with np.load(BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    header: Header = json.loads(arrays.pop("header").tobytes())
    if header["format"] == DENSE:
        arrays = _sparse(header, arrays)
    elif header["format"] != FORMAT:
        raise UnknownFormat(str(header["format"]))
    return put_together(header["columns"], arrays)


def _sparse(header: Header, arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The arrays of the format before, in today's."""
    ids = Ids.of(header["ids"])
    found = {name: array for name, array in arrays.items() if not name.endswith(".matrix")}
    found |= {"ids": ids.text, "ids.ends": ids.ends}
    found["available"] = _bits(arrays["available"], len(ids))
    for name, head in header["columns"].items():
        if head["type"] in ("tags", "place"):
            held = Members.table(_bits(arrays[f"{name}.matrix"], len(ids)))
            found[f"{name}.known"] = _bits(arrays[f"{name}.known"], len(ids))
            for part in ("starts", "rows", "begins", "codes"):
                found[f"{name}.{part}"] = getattr(held, part)
    return found


def _bits(packed: NDArray[np.uint8], count: int) -> NDArray[np.bool_]:
    return np.unpackbits(packed, axis=-1, count=count).view(np.bool_)
