"""Sentences of a real ingest in real Postgres: made once, made anew when out of date, forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from catalogue.ingest import ingest
from catalogue.likeness import Likened, liken
from catalogue.search import read_items
from core.database import Pool
from domains import Pack

Row = dict[str, Any]
TWO = "A dry little boat that was built for the lake. Her sails are old but her oak keel is sound."


class Counting(Protocol):
    name: str
    dimension: int
    calls: list[str]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Write(Protocol):
    def __call__(self, rows: list[Row]) -> str: ...


async def stored(pool: Pool) -> dict[str, int]:
    """How many sentences are kept of each item."""
    async with pool.connection() as connection:
        cursor = await connection.execute(
            "select i.item_id, cardinality(s.starts) as sentences"
            " from catalogue.sentences s join catalogue.items i on i.key = s.item_key"
        )
        return {row["item_id"]: row["sentences"] for row in await cursor.fetchall()}


async def asked(
    pool: Pool, encoder: Counting, said: Sequence[str], *ids: str
) -> dict[str, list[Likened]]:
    async with pool.connection() as connection:
        items = await read_items(connection, "boats", ids)
        return dict(await liken(connection, items, encoder.encode(said), encoder))


async def test_an_ingest_keeps_the_sentences_of_each_item(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    fleet = [{**fleet[0], "text": TWO}, {**fleet[1], "text": "Sold!"}, *fleet[2:5]]
    await ingest(pool, boats, write(fleet), encoder)
    assert await stored(pool) == {"b0": 2, "b1": 0, "b2": 1, "b3": 1, "b4": 1}
    encoder.calls.clear()
    await ingest(pool, boats, write(fleet), encoder)
    assert encoder.calls == []


async def test_each_sentence_is_likened_to_each_text_said(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    await ingest(pool, boats, write([{**fleet[0], "text": TWO}, *fleet[1:]]), encoder)
    said = ["a boat for the lake", "an oak keel that is sound"]
    found = await asked(pool, encoder, said, "b0", "b7")
    assert found.keys() == {"b0", "b7"}
    assert " ".join(one.span.text for one in found["b0"]) == TWO
    for one in found["b0"]:
        expected = encoder.encode([one.span.text]) @ encoder.encode(said).T
        np.testing.assert_allclose(one.cosines, expected[0], atol=2e-3)
    async with pool.connection() as connection:
        [item] = await read_items(connection, "boats", ["b0"])
    for one in found["b0"]:
        assert item.cleaned[one.span.start : one.span.end] == one.span.text


async def test_only_changed_texts_are_encoded_again_and_retired_items_forgotten(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    await ingest(pool, boats, write(fleet[:4]), encoder)
    encoder.calls.clear()
    changed = {**fleet[0], "text": TWO}
    await ingest(pool, boats, write([changed, {**fleet[1], "price": 5.0}, fleet[2]]), encoder)
    assert encoder.calls[1:] == TWO.replace(". ", ".\n").split("\n")
    assert await stored(pool) == {"b0": 2, "b1": 1, "b2": 1}


async def test_sentences_that_are_missing_or_of_another_encoder_are_made_on_first_need(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    await ingest(pool, boats, write(fleet[:4]), encoder)
    encoder.name = "other"
    first = await asked(pool, encoder, ["lake"], "b1", "b2")
    assert first.keys() == {"b1", "b2"}
    encoder.calls.clear()
    again = await asked(pool, encoder, ["lake"], "b1", "b2")
    assert again == first
    assert encoder.calls == ["lake"]


async def test_nothing_said_or_nothing_to_show_asks_nothing(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    await ingest(pool, boats, write(fleet[:2]), encoder)
    assert await asked(pool, encoder, [], "b0") == {}
    assert await asked(pool, encoder, ["lake"]) == {}
