"""Reads a source row by row: JSON Lines, a JSON array, or CSV; any of them gzipped."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import IO, Any

from catalogue.record import LONGEST_ROW, Record, Reject, Unusable, parse, record_of, reject
from catalogue.source import open_source, source_name
from core.errors import BadSource
from domains import Pack

LONGEST_ARRAY = 512 * 1024 * 1024
"""Bytes of a JSON array at most: unlike the other formats, it is read as a whole."""

Row = tuple[int, bytes | str, Any]
"""Line, the row as text, and its content (an Unusable where it could not be parsed)."""


def read(pack: Pack, source: str | None) -> Iterator[Record | Reject]:
    """Every row of a source, in order; a row that cannot be used is a Reject, never an error.

    Raises:
        BadSource: the source as a whole cannot be read.
    """
    seen: set[str] = set()
    name = source_name(pack, source)
    with open_source(pack, source) as file:
        for line, text, content in _rows(file, name):
            yield _checked(pack, seen, line, text, content)


def _checked(
    pack: Pack, seen: set[str], line: int, text: bytes | str, content: object
) -> Record | Reject:
    try:
        if isinstance(content, Unusable):
            raise content
        record = record_of(pack, line, content)
        if record.id in seen:
            raise Unusable(f"the id {record.id!r} came before in this source")
    except Unusable as error:
        return reject(line, str(error), text)
    seen.add(record.id)
    return record


def _rows(file: IO[bytes], name: str) -> Iterable[Row]:
    start = _start(file)
    if name.lower().removesuffix(".gz").endswith(".csv"):
        return _csv(file, name)
    if start.startswith(b"["):
        return _array(file, name)
    if not start:
        raise BadSource(f"{name!r} is empty.")
    return _lines(file)


def _start(file: IO[bytes]) -> bytes:
    """The first bytes that are not blank, without consuming them; a byte order mark is skipped."""
    ahead = file.peek(256) if hasattr(file, "peek") else b""
    if ahead.startswith(b"\xef\xbb\xbf"):
        file.read(3)
        ahead = ahead[3:]
    return bytes(ahead).lstrip()[:64]


def _lines(file: IO[bytes]) -> Iterator[Row]:
    line = 0
    while row := file.readline(LONGEST_ROW + 2):
        line += 1
        ended = row.endswith(b"\n")
        while not ended and (rest := file.readline(LONGEST_ROW)):
            ended = rest.endswith(b"\n")
        if row.strip():
            yield line, row, _parsed(row.strip())


def _parsed(row: bytes) -> Any:
    try:
        return parse(row)
    except Unusable as error:
        return error


def _array(file: IO[bytes], name: str) -> Iterator[Row]:
    data = file.read(LONGEST_ARRAY + 1)
    if len(data) > LONGEST_ARRAY:
        raise BadSource(f"{name!r} is a JSON array over 512 MB; write it as JSON Lines instead.")
    try:
        elements = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadSource(f"{name!r} begins as a JSON array but is none ({error}).") from error
    for number, element in enumerate(elements, 1):
        text = json.dumps(element).encode()
        yield number, text, _parsed(text)


def _csv(file: IO[bytes], name: str) -> Iterator[Row]:
    text = TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="")
    reader = csv.DictReader(text)
    try:
        for content in reader:
            row = json.dumps(content)
            yield reader.line_num, row, _csv_row(content)
    except csv.Error as error:
        raise BadSource(f"{name!r} is not CSV (line {reader.line_num}: {error}).") from error
    finally:
        text.detach()


def _csv_row(content: dict[str | Any, Any]) -> Any:
    if None in content:
        return Unusable("more cells than the header has columns")
    if any(value is None for value in content.values()):
        return Unusable("fewer cells than the header has columns")
    return {key: value for key, value in content.items() if value != ""}
