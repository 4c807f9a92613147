"""The largest of many figures, without ordering them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAMPLED = 20_000
"""Figures from which the threshold is guessed."""

MARGIN, MANY = 4, 40
"""How many times more than wanted the guess should let through, and at most may."""


def largest(figures: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Rows of the ``most`` largest figures, in no order.

    A threshold guessed from a sample leaves few to choose from; where it does not, because it was
    too high or very many are equal, all are looked at.
    """
    rest = len(figures) - most
    if rest <= 0:
        return np.arange(len(figures))
    step = len(figures) // SAMPLED
    if step > 1:
        sample = figures[::step]
        rank = max(0, len(sample) - MARGIN * most // step - MARGIN)
        rows = np.flatnonzero(figures >= np.partition(sample, rank)[rank])
        if most <= len(rows) <= MANY * most:
            return rows[_last(figures[rows], most)]
    return _last(figures, most)


def _last(figures: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    rest = len(figures) - most
    return np.argpartition(figures, rest)[rest:] if rest else np.arange(len(figures))
