"""The search of the agent, remembered: what one person says is looked up once for all policies.

The scores are those of :func:`tools.search.score`: cosines add up with their weights, and the BM25
score of joined texts is the sum over their distinct lexemes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from catalogue.search import similarities
from core.model import Wish
from core.sql import sql
from tools.desk import Desk
from tools.search import Found, Words, may_show

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class Memory:
    """Answers searches of one catalogue version; texts are forgotten with :meth:`forget`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cosines: dict[str, Floats] = {}
        self._lexemes: dict[str, tuple[str, ...]] = {}
        self._postings: dict[str, tuple[Rows, Floats]] = {}
        self._allowed: dict[tuple[Wish, ...], NDArray[np.bool_]] = {}

    def forget(self) -> None:
        """Drop what was kept of texts and must-haves."""
        self._cosines.clear()
        self._lexemes.clear()
        self._allowed.clear()

    async def search(self, words: Sequence[Words], musts: Sequence[Wish]) -> Found:
        """As :func:`tools.search.score`."""
        n = len(self._desk.snapshot.ids)
        meaning, lexical = np.zeros(n, np.float32), np.zeros(n, np.float32)
        for word in words:
            meaning += np.float32(word.weight) * await self._cosine(word.text)
        texts = [word.text for word in words if word.weight > 0]
        for lexeme in {one for text in texts for one in await self._lexemes_of(text)}:
            at, weights = self._postings[lexeme]
            lexical[at] += weights
        return Found(meaning, lexical, await self._may_show(musts))

    async def _cosine(self, text: str) -> Floats:
        if text not in self._cosines:
            vector = self._desk.encoder.encode([text])[0]
            async with self._desk.lend() as connection:
                found = await similarities(connection, self._desk.snapshot, vector)
            self._cosines[text] = found
        return self._cosines[text]

    async def _lexemes_of(self, text: str) -> tuple[str, ...]:
        if text not in self._lexemes:
            snapshot = self._desk.snapshot
            query, asked = sql("evaluation", "lexemes").encode(), {"version": snapshot.version}
            async with self._desk.lend() as connection:
                cursor = await connection.execute(query, {**asked, "text": text})
                rows = await cursor.fetchall()
            for row in rows:
                at = snapshot.rows.of(np.frombuffer(row["keys"], ">i4").astype(np.int32))
                weights = np.frombuffer(row["weights"], ">f4").astype(np.float32)
                held = at >= 0
                self._postings[row["lexeme"]] = (at[held].astype(np.int64), weights[held])
            self._lexemes[text] = tuple(row["lexeme"] for row in rows)
        return self._lexemes[text]

    async def _may_show(self, musts: Sequence[Wish]) -> NDArray[np.bool_]:
        key = tuple(musts)
        if key not in self._allowed:
            self._allowed[key] = await may_show(self._desk, musts)
        return self._allowed[key]
