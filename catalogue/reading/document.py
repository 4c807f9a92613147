"""One JSON document: an array of objects, or an object that holds one list of them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import takewhile
from typing import IO, Any, NamedTuple

from catalogue.reading.row import Row, plain_row
from catalogue.record import LONGEST_ROW, Unusable
from core.errors import BadSource

BLOCK = 65_536
"""Bytes that are parsed at a time."""

DEEPEST = 200
"""Levels of lists and objects in one element."""

STARTS, ENDS = ("start_map", "start_array"), ("end_map", "end_array")


class Event(NamedTuple):
    """What the parser met, below so many open lists and objects, with so many bytes read."""

    kind: str
    value: Any
    depth: int
    at: int


def read_document(file: IO[bytes], name: str) -> Iterator[Row]:
    """The elements of the list, one at a time; one that is too long or too deep is a reject.

    Raises:
        BadSource: it is no JSON, holds no list or several of them, or a single value that is longer
            than a row may be.
    """
    import ijson

    try:
        key = _place(_events(file, name), name)
        events = _events(file, name)
        inside = _enter(events, key)
        elements = takewhile(lambda event: event[:3] != ("end_array", None, inside), events)
        for number, event in enumerate(elements, 1):
            yield _element(number, event, events)
        for _ in events:  # the rest must be JSON, too
            pass
    except (ijson.JSONError, UnicodeDecodeError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise BadSource(f"{name!r} begins as a JSON document but is none ({reason}).") from error


class _Bounded:
    """A file of which no more may be read than one value takes until the parser says it met one.

    The parser begins anew with every block at the beginning of the value that is not complete, so
    that the time for a long one grows with the square of its length.
    """

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name
        self._met = 0
        self.at = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._file.read(size)
        self.at += len(block)
        if self.at - self._met > LONGEST_ROW + 2 * BLOCK:
            raise BadSource(
                f"{self._name!r} holds a value longer than {LONGEST_ROW:,} bytes, "
                f"behind byte {self._met:,}."
            )
        return block

    def met(self) -> None:
        """A value was complete."""
        self._met = self.at


def _events(file: IO[bytes], name: str) -> Iterator[Event]:
    """Everything in the file, from its beginning; without the paths of values, whose length in all
    grows with the square of the depth.
    """
    import ijson

    _rewind(file)
    bounded, depth = _Bounded(file, name), 0
    for kind, value in ijson.basic_parse(bounded, buf_size=BLOCK, use_float=True):
        bounded.met()
        depth -= kind in ENDS
        yield Event(kind, value, depth, bounded.at)
        depth += kind in STARTS


def _rewind(file: IO[bytes]) -> None:
    """To the first byte behind a byte order mark."""
    file.seek(0)
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)


def _place(events: Iterator[Event], name: str) -> str | None:
    """The key of the one list in the object that a document is; None where it is a list itself."""
    lists, key = [], ""
    for event in events:
        if event.kind == "start_array" and event.depth == 0:
            return None
        if event.kind == "map_key" and event.depth == 1:
            key = event.value
        elif event.kind == "start_array" and event.depth == 1:
            lists.append(key)
    if len(lists) != 1:
        found = ", ".join(map(repr, lists)) or "none"
        raise BadSource(f"{name!r} is a JSON object, which must hold one list of items: {found}.")
    return lists[0]


def _enter(events: Iterator[Event], key: str | None) -> int:
    """Read up to the first element of the list; the depth at which the list itself lies."""
    inside, here = (0, None) if key is None else (1, "")
    for event in events:
        if inside and event.kind == "map_key" and event.depth == 1:
            here = event.value
        if event.kind == "start_array" and event.depth == inside and here == key:
            break
    return inside


def _element(number: int, first: Event, events: Iterator[Event]) -> Row:
    """The element that begins with this event; nothing of one that cannot be used is kept."""
    import ijson

    builder, problem, event = ijson.ObjectBuilder(), None, first
    while True:
        if problem is None:
            problem = _problem(event, first)
        if problem is None:
            builder.event(event.kind, event.value)
        if event.depth == first.depth and event.kind not in (*STARTS, "map_key"):
            break
        event = next(events)
    return plain_row(number, builder.value) if problem is None else Row(number, "", problem)


def _problem(event: Event, first: Event) -> Unusable | None:
    """Why the element that began with ``first`` cannot be used, as far as it is known."""
    if event.at - first.at > LONGEST_ROW + BLOCK:
        return Unusable(f"longer than {LONGEST_ROW:,} bytes")
    return Unusable("nested too deeply") if event.depth - first.depth > DEEPEST else None
