"""Parquet, by the optional package pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from catalogue.reading.row import Row, plain_row
from core.errors import BadSource

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MAGIC = b"PAR1"
BATCH = 1_000
"""Rows held at a time."""


def read_parquet(file: IO[bytes], name: str) -> Iterator[Row]:
    """The rows of the file, batch by batch; empty cells are left out.

    Raises:
        BadSource: pyarrow is not installed, or the file is damaged.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise BadSource(
            f"{name!r} is a Parquet file, which needs the package pyarrow: install it beside "
            "FirstFive (pip install pyarrow), or write the file as JSON Lines or CSV."
        ) from error
    try:
        yield from _rows(ParquetFile(file))
    except (pyarrow.ArrowException, OSError) as error:
        raise BadSource(f"{name!r} is a damaged Parquet file ({error}).") from error


def _rows(file: ParquetFile) -> Iterator[Row]:
    line = 0
    for batch in file.iter_batches(batch_size=BATCH):
        for content in batch.to_pylist():
            line += 1
            yield plain_row(line, {key: v for key, v in content.items() if v is not None})
