"""Parquet, which says much in few bytes: what it unpacks to is bounded, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from catalogue.fetching import USUAL, Bounds
from catalogue.read import read
from catalogue.record import Record, Reject
from core.errors import BadSource
from domains import Pack

ENCODINGS = ("PLAIN", "DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY")
LONG = "x" * 400_000
MANY = 500


def written(folder: Path, columns: dict[str, Any], encoding: str = "") -> str:
    """A file of these columns, ``text`` in an encoding; it is small, whatever it says."""
    path = folder / "a.parquet"
    plain = {name: encoding if name == "text" else "PLAIN" for name in columns}
    manner: dict[str, Any] = {"use_dictionary": False, "column_encoding": plain} if encoding else {}
    pyarrow.parquet.write_table(pyarrow.table(columns), path, compression="zstd", **manner)
    assert path.stat().st_size < 200_000
    return str(path)


def named(count: int) -> dict[str, list[str]]:
    return {"id": [f"b{n}" for n in range(count)], "name": ["Swift"] * count}


def repeated(text: str, times: int) -> Any:
    return pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * times, pyarrow.int32()), [text])


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_texts_are_read_in_every_encoding(boats: Pack, tmp_path: Path, encoding: str) -> None:
    texts = [f"A dry little sloop, number {n}." for n in range(2_500)]
    source = written(tmp_path, {**named(2_500), "text": texts}, encoding)
    found = [row.raw["text"] for row in read(boats, source) if isinstance(row, Record)]
    assert found == texts


@pytest.mark.parametrize("encoding", ENCODINGS[1:])
def test_texts_that_cannot_be_held_once_come_a_few_at_a_time(
    boats: Pack, tmp_path: Path, encoding: str
) -> None:
    source = written(tmp_path, {**named(MANY), "text": [LONG] * MANY}, encoding)
    pool = pyarrow.default_memory_pool()
    held = pool.bytes_allocated()
    rows = read(boats, source)
    assert isinstance(next(rows), Record)
    page = MANY * len(LONG) if encoding == ENCODINGS[2] else 0  # one is unpacked as a whole
    assert pool.bytes_allocated() - held < page + 100_000_000


def test_texts_of_one_length_come_a_few_at_a_time(boats: Pack, tmp_path: Path) -> None:
    texts = pyarrow.array([LONG.encode()] * MANY, pyarrow.binary(len(LONG)))
    rows = read(boats, written(tmp_path, {**named(MANY), "text": texts}))
    assert isinstance(next(rows), Record | Reject)


def test_a_text_that_many_rows_have_is_held_once(boats: Pack, tmp_path: Path) -> None:
    source = written(tmp_path, {**named(2_000), "text": repeated(LONG, 2_000)})
    pool = pyarrow.default_memory_pool()
    held = pool.bytes_allocated()
    next(read(boats, source))
    assert pool.bytes_allocated() - held < 50_000_000


@pytest.mark.parametrize("values", [pyarrow.null(), pyarrow.int8(), pyarrow.int64()])
def test_a_cell_of_ever_so_many_values_is_refused(boats: Pack, tmp_path: Path, values: Any) -> None:
    """700 bytes became three gigabytes."""
    none = pyarrow.nulls(10_000_001, values)
    lists = pyarrow.ListArray.from_arrays([0, len(none)], none)
    with pytest.raises(BadSource, match="values of lists in one row group"):
        list(read(boats, written(tmp_path, {**named(1), "text": ["A sloop."], "tags": lists})))


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_long_row_is_a_reject_before_it_is_made(
    boats: Pack, tmp_path: Path, wrapped: bool
) -> None:
    """A list of one text again and again: twelve gigabytes, of which each text is held once."""
    ends = [0, 2, 30_002, 30_003]
    lists: Any = pyarrow.ListArray.from_arrays(ends, repeated(LONG, ends[-1]))
    if wrapped:
        lists = pyarrow.StructArray.from_arrays([lists], ["inner"])
    source = written(tmp_path, {**named(3), "text": ["A sloop."] * 3, "tags": lists})
    found = list(read(boats, source))
    assert [type(row) for row in found] == [Record, Reject, Record]
    assert isinstance(found[1], Reject)
    assert (found[1].line, found[1].reason) == (2, "longer than 1,000,000 bytes")


def test_lists_of_texts_that_cannot_be_held_once_are_refused(boats: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pyarrow.table({**named(1), "text": ["A sloop."], "tags": [["dry", "little"]]})
    pyarrow.parquet.write_table(
        table, path, use_dictionary=False, column_encoding={"tags.list.element": ENCODINGS[1]}
    )
    with pytest.raises(BadSource, match="DELTA_BYTE_ARRAY"):
        list(read(boats, str(path)))


def test_a_file_that_says_it_is_too_large_is_refused(boats: Pack, tmp_path: Path) -> None:
    source = written(tmp_path, {**named(MANY), "text": [LONG] * MANY}, "PLAIN")
    with pytest.raises(BadSource, match="FIRSTFIVE_SOURCE_MEGABYTES"):
        list(read(boats, source, Bounds(largest=100_000_000, seconds=USUAL.seconds)))
