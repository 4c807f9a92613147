"""Packs the items of a version into bytes, and back."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.ids import Ids
from catalogue.members import Members
from catalogue.parts import Header, Items, put_together, taken_apart

FORMAT = "columns-2"
"""Changes whenever archives of before cannot be read any more."""

DENSE = "columns-1"
"""The format before: many-valued attributes as a bit for each pair of value and item."""


class UnknownFormat(ValueError):
    """An archive of another format."""


def pack_items(items: Items) -> bytes:
    """A compressed numpy archive without pickles: a JSON header and plain arrays."""
    header, arrays = taken_apart(items)
    told = json.dumps({"format": FORMAT, "columns": header}).encode()
    file = BytesIO()
    arrays["header"] = np.frombuffer(told, np.uint8)
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


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
