"""Parquet, by the optional package pyarrow: some rows at a time, and never more than fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from catalogue.reading.row import Row, plain_row
from catalogue.reading.unpacking import too_large
from catalogue.record import LONGEST_ROW, Unusable
from core.errors import BadSource

if TYPE_CHECKING:
    from pyarrow import Array, RecordBatch
    from pyarrow.parquet import ColumnChunkMetaData, ParquetFile

MAGIC = b"PAR1"
BATCH = 1_000
"""Rows held at a time, where they are no longer than rows are."""

ROOM = 64_000_000
"""Bytes that a column's values may take at a time, where a file says how many they can be."""

MOST_VALUES = 10_000_000
"""Values of lists in a row group: all of them may stand in one row, which is read as a whole."""

TEXT, FIXED = "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"
"""Physical types of texts: a long one is held once, however many rows have it."""

DELTA = ("DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY")
"""Encodings of which that cannot be: each text is made anew."""

SMALL = 16 * LONGEST_ROW
"""Characters of rows that are made without asking first how long each of them is."""


def read_parquet(file: IO[bytes], name: str, largest: int) -> Iterator[Row]:
    """The rows of the file, batch by batch; empty cells are left out.

    Raises:
        BadSource: pyarrow is not installed, or the file is damaged or holds too much: in all more
            than ``largest`` bytes, or at once.
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
        groups = map(parquet.metadata.row_group, range(parquet.metadata.num_row_groups))
        if sum(group.total_byte_size for group in groups) > largest:
            raise too_large(name, largest)
        _refuse_lists(parquet, name)
        texts, rows = _held_once(parquet), _rows_at_once(parquet)
        yield from _rows(ParquetFile(file, read_dictionary=texts), rows)
    except (pyarrow.ArrowException, OSError) as error:
        raise BadSource(f"{name!r} is a damaged Parquet file ({error}).") from error


def _refuse_lists(file: ParquetFile, name: str) -> None:
    """Refuse lists that a single row may make larger than memory."""
    for n, groups in _columns(file):
        if not file.schema.column(n).max_repetition_level:
            continue
        if any(group.num_values > MOST_VALUES for group in groups):
            raise BadSource(
                f"{name!r} has more than {MOST_VALUES:,} values of lists in one row group; write "
                "it with smaller row groups."
            )
        if any(DELTA[0] in group.encodings for group in groups):
            raise BadSource(
                f"{name!r} has lists of texts in the encoding {DELTA[0]}; write it without."
            )


def _held_once(file: ParquetFile) -> list[str]:
    """The paths of the texts that can be held once each."""
    return [
        file.schema.column(n).path
        for n, groups in _columns(file)
        if file.schema.column(n).physical_type == TEXT and not any(map(_is_delta, groups))
    ]


def _rows_at_once(file: ParquetFile) -> int:
    """How many rows fit, if each has the longest text that its column can have."""
    longest = 1
    for n, groups in _columns(file):
        column = file.schema.column(n)
        if column.physical_type == FIXED:
            longest = max(longest, column.length)
        longest = max(longest, *(g.total_uncompressed_size for g in groups if _is_delta(g)), 0)
    return max(1, min(BATCH, ROOM // longest))


def _is_delta(group: ColumnChunkMetaData) -> bool:
    return any(encoding in DELTA for encoding in group.encodings)


def _columns(file: ParquetFile) -> Iterator[tuple[int, list[ColumnChunkMetaData]]]:
    """Each column with what its row groups say of it."""
    told = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
    for n in range(len(file.schema)):
        yield n, [group.column(n) for group in told]


def _rows(file: ParquetFile, at_once: int) -> Iterator[Row]:
    line = 0
    for batch in file.iter_batches(batch_size=at_once):
        small = _size(batch) <= SMALL
        for n in range(batch.num_rows):
            line += 1
            yield _row(line, batch.slice(n, 1), small=small)


def _row(line: int, one: RecordBatch, *, small: bool) -> Row:
    if not small and _size(one) > LONGEST_ROW:
        return Row(line, "", Unusable(f"longer than {LONGEST_ROW:,} bytes"))
    (content,) = one.to_pylist()
    return plain_row(line, {key: value for key, value in content.items() if value is not None})


def _size(batch: RecordBatch) -> int:
    """Characters that rows have at least."""
    return sum(map(_length, batch.columns))


def _length(values: Array) -> int:
    from pyarrow import compute, types

    kind = values.type
    if types.is_dictionary(kind):
        lengths = compute.binary_length(values.dictionary)
        return compute.sum(compute.take(lengths, values.indices)).as_py() or 0
    if types.is_struct(kind):
        return sum(map(_length, values.flatten()))
    if types.is_nested(kind):
        return len(values) + _length(values.flatten())
    if any(is_kind(kind) for is_kind in (types.is_string, types.is_large_string, types.is_binary)):
        return compute.sum(compute.binary_length(values)).as_py() or 0
    return len(values)
