"""JSON Lines: one object a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from catalogue.reading.encoding import encoding_of, text_of
from catalogue.reading.row import Row, json_row
from catalogue.record import LONGEST_ROW

MARKED = ("utf-16", "utf-32")


def read_lines(file: IO[bytes], sample: bytes) -> Iterator[Row]:
    """The lines that are not blank; what is longer than a row may be is not kept in memory."""
    encoding = encoding_of(sample)
    if encoding in MARKED:
        yield from _recoded(file, sample)
        return
    if encoding == "utf-8-sig":
        file.read(3)
    line = 0
    while row := file.readline(LONGEST_ROW + 2):
        line += 1
        ended = row.endswith(b"\n")
        while not ended and (rest := file.readline(LONGEST_ROW)):
            ended = rest.endswith(b"\n")
        if row.strip():
            yield json_row(line, row.strip())


def _recoded(file: IO[bytes], sample: bytes) -> Iterator[Row]:
    text = text_of(file, sample)
    for line, row in enumerate(iter(lambda: text.readline(LONGEST_ROW + 2), ""), 1):
        if row.strip():
            yield json_row(line, row.strip().encode("utf-8", "surrogateescape"))
    text.detach()
