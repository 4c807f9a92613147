"""Tables as text: CSV and its relatives, whatever separates their columns."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator
from typing import IO, TextIO

from catalogue.reading.encoding import text_of
from catalogue.reading.row import Row, json_row
from catalogue.record import LONGEST_ROW, Unusable
from core.errors import BadSource

SEPARATORS = ",;\t|"
LINES = 20
"""Rows by which the separator is told."""

csv.field_size_limit(LONGEST_ROW)


class _Lines:
    """The lines of a text, one row's worth at a time; what a row wrongly took is given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._back: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._text.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All lines of the row but its first are read again."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]


def separator_of(sample: str, name: str) -> str:
    """What separates the columns: the character that cuts most rows into as many cells as the
    header has.
    """
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    return max(SEPARATORS, key=lambda mark: _agreement(sample, mark))


def _agreement(sample: str, mark: str) -> tuple[int, int]:
    """How many rows have as many cells as the header (none where that has but one), and how many
    cells that is.
    """
    rows = []
    try:
        for row in csv.reader(sample.splitlines(keepends=True), delimiter=mark):
            rows.append(row)
            if len(rows) > LINES:
                break
    except csv.Error:
        return (0, 0)
    cells = len(rows[0]) if rows else 0
    return (sum(len(row) == cells for row in rows), cells) if cells > 1 else (0, 0)


def read_table(file: IO[bytes], name: str, sample: bytes) -> Iterator[Row]:
    """The rows under the header; empty cells say nothing and are left out.

    A column without a name, such as the row names of R, is called by its number: "column 1".

    A row that does not fit the header costs its own line, also where an open quote made it swallow
    the lines behind it.

    Raises:
        BadSource: there is no header.
    """
    text = text_of(file, sample)
    mark = separator_of(sample.decode(text.encoding, "replace"), name)
    lines = _Lines(text)
    try:
        header = _header(_cells(lines, mark), name)
        while (cells := _cells(lines, mark)) is not None:
            if cells:
                yield _row(lines, header, cells, mark)
    finally:
        text.detach()


def _cells(lines: _Lines, mark: str) -> list[str] | None:
    """The cells of the next row, of a row without end its lines; None at the end."""
    lines.taken.clear()
    try:
        return next(csv.reader(lines, delimiter=mark), None)
    except csv.Error:
        return list(lines.taken)


def _header(cells: list[str] | None, name: str) -> list[str]:
    named = [cell.strip() for cell in cells or []]
    if not any(named):
        raise BadSource(f"{name!r} has no header: its first line names no column.")
    twice = sorted({cell for cell in named if cell and named.count(cell) > 1})
    if twice:
        raise BadSource(f"{name!r} names a column twice: {', '.join(map(repr, twice))}.")
    return [cell or f"column {n}" for n, cell in enumerate(named, 1)]


def _closed(taken: list[str], mark: str) -> bool:
    """Whether every quote of a row that spans lines is closed."""
    try:
        next(csv.reader(taken, delimiter=mark, strict=True))
    except csv.Error:
        return False
    return True


def _row(lines: _Lines, header: list[str], cells: list[str], mark: str) -> Row:
    if len(lines.taken) > 1 and (len(cells) != len(header) or not _closed(lines.taken, mark)):
        lines.give_back()
        return Row(lines.number, lines.taken[0].rstrip(), Unusable("a quote is not closed"))
    if len(cells) != len(header):
        how = "more" if len(cells) > len(header) else "fewer"
        return Row(
            lines.number,
            lines.taken[0].rstrip(),
            Unusable(f"{how} cells than the header has columns"),
        )
    content = {key: cell for key, cell in zip(header, cells, strict=True) if cell != ""}
    return json_row(lines.number, json.dumps(content).encode())
