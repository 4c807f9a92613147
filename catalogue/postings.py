"""The words of a large catalogue in process: which items hold a lexeme, and what that says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.ids import Ids


@dataclass(frozen=True, eq=False)
class Postings:
    """BM25 weights by lexeme: those of lexeme ``i`` are ``weights[starts[i]:starts[i + 1]]``.

    ``lexemes`` in the order of their bytes, ``rows`` (int32) the items, ``weights`` at half
    precision, which is right to one part in two thousand.
    """

    lexemes: Ids
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float16]

    def scores(self, lexemes: Iterable[str], count: int) -> NDArray[np.float32]:
        """BM25 of each of ``count`` items for the lexemes of a text, float32[count]."""
        scores = np.zeros(count, np.float32)
        for lexeme in lexemes:
            at = self.lexemes.find(lexeme)
            if at is not None:
                held = slice(self.starts[at], self.starts[at + 1])
                scores[self.rows[held]] += self.weights[held].astype(np.float32)
        return scores
