"""What a large catalogue keeps in mapped memory besides its columns, and how that is written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.columns import Rows
from catalogue.ids import Ids
from catalogue.mapped import Arrays, Draft, Label
from catalogue.parts import Items, taken_apart
from catalogue.postings import Postings
from catalogue.query import Values, rows, sentence
from catalogue.scan import Scan, quantised
from core.database import Connection, Pool

LARGE = 100_000
"""Items from which on a catalogue is scored in process; fewer are scored by one exact query."""

AT_ONCE = 10_000
"""Vectors read at a time."""

COPY_HEADER = 19
"""Bytes before the first row of a binary COPY."""


@dataclass(frozen=True, eq=False)
class Large:
    """The vectors of a large catalogue, quantised, and its words."""

    scan: Scan
    postings: Postings


def large_of(arrays: Arrays) -> Large:
    """Out of the mapped arrays."""
    lexemes = Ids(arrays["lexemes"], arrays["lexemes.ends"])
    return Large(
        scan=Scan(arrays["vectors"], arrays["scales"]),
        postings=Postings(lexemes, arrays["starts"], arrays["holders"], arrays["weights"]),
    )


async def write_large(pool: Pool, root: Path, label: Label, items: Items, dimension: int) -> None:
    """Write the folder of a version; another process may do so at the same time."""
    draft = Draft(root)
    try:
        header, arrays = taken_apart(items)
        for name, array in arrays.items():
            draft.add(name, array)
        found = Rows(items.keys)
        async with pool.connection() as connection, connection.transaction():
            await _write_vectors(connection, draft, label.set_id, found, dimension)
            await _write_words(connection, draft, label.version, found)
        await asyncio.to_thread(draft.seal, label, header)
    except BaseException:
        draft.discard()
        raise


async def _write_vectors(
    connection: Connection, draft: Draft, set_id: int, found: Rows, dimension: int
) -> None:
    codes = draft.blank("vectors", (found.count, dimension), np.uint8)
    scales = draft.blank("scales", (found.count,), np.float32)
    async for keys, vectors in _vectors(connection, set_id, dimension):
        at = found.of(keys)
        held = at >= 0
        codes[at[held]], scales[at[held]] = await asyncio.to_thread(quantised, vectors[held])


async def _vectors(
    connection: Connection, set_id: int, dimension: int
) -> AsyncIterator[tuple[NDArray[np.int32], NDArray[np.float32]]]:
    """Keys and vectors of a set, some at a time, as binary COPY writes them."""
    row = np.dtype(
        [("fields", ">i2"), ("n", ">i4"), ("key", ">i4"), ("size", ">i4"), ("numbers", ">i2"),
         ("unused", ">i2"), ("vector", ">f2", (dimension,))]
    )  # fmt: skip
    values: Values = {"set_id": set_id}
    async with connection.cursor() as cursor, cursor.copy(sentence("copy_vectors"), values) as copy:
        held = bytearray()
        begun = False
        async for block in copy:
            held += block
            if not begun and len(held) >= COPY_HEADER:
                del held[:COPY_HEADER]
                begun = True
            if len(held) >= row.itemsize * AT_ONCE:
                yield _parsed(held, row)
        yield _parsed(held, row)


def _parsed(held: bytearray, row: np.dtype[Any]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The whole rows at the front of a buffer, which are taken out of it."""
    whole = len(held) // row.itemsize * row.itemsize
    found = np.frombuffer(bytes(held[:whole]), row)
    del held[:whole]
    return found["key"].astype(np.int32), found["vector"].astype(np.float32)


async def _write_words(connection: Connection, draft: Draft, version: int, found: Rows) -> None:
    values: Values = {"version": version}
    listed = await rows(connection, "lexemes", values)
    lexemes = Ids.of([row["lexeme"] for row in listed])
    starts = np.cumsum([0, *(row["items"] for row in listed)], dtype=np.int64)
    draft.add("lexemes", lexemes.text)
    draft.add("lexemes.ends", lexemes.ends)
    draft.add("starts", starts)
    holders = draft.blank("holders", (int(starts[-1]),), np.int32)
    weights = draft.blank("weights", (int(starts[-1]),), np.float16)
    at = 0
    async with connection.cursor("postings") as cursor:
        await cursor.execute(sentence("postings"), values)
        async for row in cursor:
            keys = np.frombuffer(row["keys"], ">i4").astype(np.int32)
            holders[at : at + len(keys)] = found.of(keys)
            weights[at : at + len(keys)] = np.frombuffer(row["weights"], ">f4")
            at += len(keys)
