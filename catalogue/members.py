"""Which items hold which values of a many-valued attribute, without a table of all pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]


class Members:
    """Compressed sparse rows, both ways: a million items with five values each take 40 MB.

    ``starts`` (int64, v + 1) and ``rows`` (int32): the items that hold value ``i`` are
    ``rows[starts[i]:starts[i + 1]]``, ascending. ``begins`` (int64, n + 1) and ``codes`` (uint16):
    the values of item ``j`` are ``codes[begins[j]:begins[j + 1]]``, ascending.
    """

    def __init__(
        self,
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        begins: NDArray[np.int64],
        codes: NDArray[np.uint16],
    ) -> None:
        self.starts, self.rows, self.begins, self.codes = starts, rows, begins, codes

    @classmethod
    def of(cls, items: int, holders: list[NDArray[np.int32]]) -> Members:
        """Out of the ascending rows of each value's items."""
        starts = np.cumsum([0, *map(len, holders)], dtype=np.int64)
        rows = np.concatenate([np.zeros(0, np.int32), *holders]).astype(np.int32)
        values = np.repeat(np.arange(len(holders), dtype=np.uint16), np.diff(starts))
        begins = np.zeros(items + 1, np.int64)
        np.cumsum(np.bincount(rows, minlength=items), out=begins[1:])
        return cls(starts, rows, begins, values[np.argsort(rows, kind="stable")])

    @classmethod
    def table(cls, matrix: Bools) -> Members:
        """Out of a table of all pairs, bool (v, n)."""
        holders = [np.flatnonzero(row).astype(np.int32) for row in matrix]
        return cls.of(matrix.shape[1], holders)

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.begins) - 1

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many items hold each value, int64[v]."""
        return np.diff(self.starts)

    def holders(self, value: int) -> NDArray[np.int32]:
        """The rows of the items that hold a value, ascending."""
        return self.rows[self.starts[value] : self.starts[value + 1]]

    def mask(self, value: int) -> Bools:
        """Which items hold a value, bool[n]."""
        mask = np.zeros(self.items, np.bool_)
        mask[self.holders(value)] = True
        return mask

    def held_by(self, value: int, rows: NDArray[np.int64]) -> Bools:
        """Which of some items (m of them) hold a value, bool[m]."""
        holders = self.holders(value)
        at = np.minimum(np.searchsorted(holders, rows), max(0, len(holders) - 1))
        return np.asarray(holders[at] == rows) if len(holders) else np.zeros(len(rows), np.bool_)

    def among(self, rows: NDArray[np.int64]) -> Bools:
        """Which of some items (m of them) hold which value, bool (v, m)."""
        held = np.zeros((len(self.starts) - 1, len(rows)), np.bool_)
        at, codes = self._listed(rows)
        held[codes, at] = True
        return held

    def weighed(self, rows: NDArray[np.int64], weights: Floats) -> Floats:
        """The weight of some items by value, float32[v]: each item counts for all that it holds."""
        at, codes = self._listed(rows)
        found = np.bincount(codes, weights[at], minlength=len(self.starts) - 1)
        return found.astype(np.float32)

    def best(self, worth: Floats, known: Bools) -> Floats:
        """The largest ``worth`` (float32[v]) among each item's values, float32[n].

        Items that are ``known`` to hold a value get the smallest worth at least, others 0.
        """
        least = worth.min(initial=0) if not len(worth) else worth.min()
        best = np.where(known, least, 0).astype(np.float32)
        for value in np.argsort(worth, kind="stable"):
            if worth[value] > least:
                best[self.holders(int(value))] = worth[value]
        return best

    def _listed(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        """Every pair of some items: the place in ``rows``, and the value."""
        many = self.begins[rows + 1] - self.begins[rows]
        at = np.repeat(np.arange(len(rows)), many)
        before = np.cumsum(many) - many
        return at, self.codes[np.arange(len(at)) - (before - self.begins[rows])[at]]
