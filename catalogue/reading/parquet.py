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

TEXT = "BYTE_ARRAY"
"""The physical type of texts: a long one is held once, however many rows have it."""


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
        parquet = ParquetFile(file)
        columns = [parquet.schema.column(n) for n in range(len(parquet.schema))]
        texts = [column.path for column in columns if column.physical_type == TEXT]
        yield from _rows(ParquetFile(file, read_dictionary=texts))
    except (pyarrow.ArrowException, OSError) as error:
        raise BadSource(f"{name!r} is a damaged Parquet file ({error}).") from error


def _rows(file: ParquetFile) -> Iterator[Row]:
    line = 0
    for batch in file.iter_batches(batch_size=BATCH):
        for one in range(batch.num_rows):
            line += 1
            (content,) = batch.slice(one, 1).to_pylist()
            yield plain_row(line, {key: v for key, v in content.items() if v is not None})
