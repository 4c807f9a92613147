"""The search tool: how well each item fits the words said, and which items meet the must-haves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from langchain_core.tools import InjectedToolArg, tool
from numpy.typing import NDArray
from pydantic import Field

from catalogue.lexical import word_scores
from catalogue.nearest import nearest
from catalogue.search import qualifying, similarities
from core.model import Frozen, Wish
from tools.desk import Desk

Floats = NDArray[np.float32]
BEST, CLOSEST = 10, 100
"""Items that the tool names, and items near in meaning among which it looks for them."""


class Words(Frozen):
    """Words to look for; ``weight`` is how much their meaning counts, negative to avoid it.

    ``literal`` where the words themselves count besides: those of a long text would drown others.
    """

    text: str
    weight: float = 1.0
    literal: bool = True


@dataclass(frozen=True)
class Found:
    """Scores aligned with the snapshot's rows (float32[n]) and who may be shown (bool[n]).

    ``meaning`` is the weighted sum of cosines, ``lexical`` the BM25 score of all words together.
    """

    meaning: Floats
    lexical: Floats
    allowed: NDArray[np.bool_]


@tool
async def search(
    words: Annotated[list[Words], Field(description="What the item should be like.")],
    musts: Annotated[list[Wish], Field(description="What every item shown must meet.")],
    desk: Annotated[Desk, InjectedToolArg],
) -> str:
    """Find the best items for words, under must-haves that are never weakened.

    Returns the ids of the best matches and how many items qualify.
    """
    allowed = await may_show(desk, musts)
    best = await best_for(desk, words, allowed) if words else np.flatnonzero(allowed)
    ids = [desk.snapshot.ids[row] for row in best[:BEST]]
    return json.dumps({"qualifying": int(allowed.sum()), "best": ids})


async def best_for(
    desk: Desk, words: Sequence[Words], allowed: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Rows of allowed items near in meaning, the best ones by meaning and words together first."""
    vector, length = await asyncio.to_thread(query_vector, desk, words)
    async with desk.lend() as connection:
        found = await nearest(connection, desk.snapshot, vector, allowed, CLOSEST)
        lexical = await word_scores(connection, desk.snapshot, wanted(words))
    scores = found.cosines * np.float32(length) + lexical[found.rows]
    return found.rows[np.argsort(-scores, kind="stable")]


async def score(desk: Desk, words: Sequence[Words], musts: Sequence[Wish]) -> Found:
    """The tool without its wrapper, which costs the interview itself two milliseconds a turn."""
    with desk.step("sql"):
        allowed = await may_show(desk, musts)
    nothing = np.zeros(len(desk.snapshot.ids), dtype=np.float32)
    if not words:
        return Found(nothing, nothing, allowed)
    with desk.step("embed"):
        vector, length = await asyncio.to_thread(query_vector, desk, words)
    with desk.step("sql"):
        async with desk.lend() as connection:
            cosine, lexical = await asyncio.gather(
                similarities(connection, desk.snapshot, vector, allowed),
                word_scores(connection, desk.snapshot, wanted(words)),
            )
    return Found(cosine * np.float32(length), lexical, allowed)


async def resembling(desk: Desk, text: str, among: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """How close each item is to a text: its cosine, right for those ``among``, and its BM25."""
    with desk.step("embed"):
        vector, _ = await asyncio.to_thread(query_vector, desk, [Words(text=text)])
    with desk.step("sql"):
        async with desk.lend() as connection:
            return await asyncio.gather(
                similarities(connection, desk.snapshot, vector, among),
                word_scores(connection, desk.snapshot, text),
            )


def wanted(words: Sequence[Words]) -> str:
    """The words that are looked for, joined."""
    return " ".join(word.text for word in words if word.weight > 0 and word.literal)


def query_vector(desk: Desk, words: Sequence[Words]) -> tuple[Floats, float]:
    """The weighted sum of the words' vectors, normalised, and its length.

    The inner product with the sum is the weighted sum of the cosines: one query answers for all.
    """
    vectors = desk.encoder.encode([word.text for word in words])
    weights = np.array([word.weight for word in words], dtype=np.float32)
    combined = weights @ vectors
    length = float(np.linalg.norm(combined))
    return (combined / max(length, 1e-9)).astype(np.float32), length


async def may_show(desk: Desk, musts: Sequence[Wish]) -> NDArray[np.bool_]:
    """Items that meet the must-haves (in SQL) and are available, or of the status asked for."""
    availability = desk.pack.availability
    asked = availability and any(
        wish.attribute == availability.attribute and wish.stance == "want" for wish in musts
    )
    shown = np.ones_like(desk.snapshot.available) if asked else desk.snapshot.available
    if not musts:
        return shown
    async with desk.lend() as connection:
        return shown & await qualifying(connection, desk.snapshot, musts)
