"""Reads a source row by row, and checks each row against what the pack needs of it."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.fetching import USUAL, Bounds
from catalogue.reading.row import Row
from catalogue.record import Record, Reject, Unusable, record_of, reject
from catalogue.source import open_rows
from domains import Pack


def read(pack: Pack, source: str | None, bounds: Bounds = USUAL) -> Iterator[Record | Reject]:
    """Every row of a source, in order; a row that cannot be used is a Reject, never an error.

    Nothing is kept of the rows: whether an id came before is for the store to say.

    Raises:
        BadSource: the source as a whole cannot be read.
    """
    with open_rows(pack, source, bounds) as rows:
        for row in rows:
            yield _checked(pack, row)


def _checked(pack: Pack, row: Row) -> Record | Reject:
    try:
        if isinstance(row.content, Unusable):
            raise row.content
        return record_of(pack, row.line, row.content)
    except Unusable as error:
        return reject(row.line, str(error), row.text)
