"""One JSON document: an array of objects, or an object that holds one list of them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from catalogue.reading.row import Row, plain_row
from core.errors import BadSource


def read_document(file: IO[bytes], name: str) -> Iterator[Row]:
    """The elements of the list, one at a time.

    Raises:
        BadSource: it is no JSON, or holds no list or several of them.
    """
    import ijson

    try:
        _rewind(file)
        place = _place(file, name)
        _rewind(file)
        for number, element in enumerate(ijson.items(file, place, use_float=True), 1):
            yield plain_row(number, element)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise BadSource(f"{name!r} begins as a JSON document but is none ({reason}).") from error


def _rewind(file: IO[bytes]) -> None:
    """To the first byte behind a byte order mark."""
    file.seek(0)
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)


def _place(file: IO[bytes], name: str) -> str:
    """Where the list stands, as ijson writes it: "item", or "key.item" inside an object."""
    import ijson

    lists = []
    for path, event, _ in ijson.parse(file):
        if event == "start_array" and not path:
            return "item"
        if event == "start_array" and "." not in path:
            lists.append(path)
    if len(lists) != 1:
        found = ", ".join(map(repr, lists)) or "none"
        raise BadSource(f"{name!r} is a JSON object, which must hold one list of items: {found}.")
    return f"{lists[0]}.item"
