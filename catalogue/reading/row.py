"""One row of a source as its format gives it, before the pack looks at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from catalogue.record import Unusable, parse


@dataclass(frozen=True)
class Row:
    """``line`` counts from one: lines of a text file, else elements, table rows or pages.

    ``text`` is the row as it stood, to be kept should it be rejected; ``content`` what it says, or
    an Unusable where it could not be read.
    """

    line: int
    text: bytes | str
    content: Any


def json_row(line: int, text: bytes) -> Row:
    """A row out of one JSON text."""
    try:
        return Row(line, text, parse(text))
    except Unusable as error:
        return Row(line, text, error)


def plain_row(line: int, content: object) -> Row:
    """A row whose values a library has read already; ``default=str`` writes dates and the like."""
    try:
        return json_row(line, json.dumps(content, default=str).encode())
    except (ValueError, TypeError, RecursionError) as error:
        return Row(line, str(content), Unusable(f"cannot be written as JSON ({error})"))
