"""Which quick replies a question shows: the likeliest few values, and who has each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.candidates import Candidates
from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.holding import count_holding, holding_among
from core.model import Kind, Range, WishValue
from domains import Attribute

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
MOST = 6
"""More are seldom read to the end; whoever misses theirs can type it."""
WIDER = 2
"""How many of the places shown may be countries, for those who know no city."""
MANY = 50_000
"""Fitting items beyond which not all of them are looked at."""
LEAST_SHARE = 0.02
"""A range of figures likelier than this among the candidates is shown."""


@dataclass(frozen=True)
class Button:
    """One quick reply: what it stands for, its words, and the column that tells who holds it."""

    value: WishValue
    label: str
    column: Column

    def among(self, rows: NDArray[np.int64]) -> Bools:
        """Which of some items (m of them) it holds for, bool[m]."""
        return holding_among(self.column, self.value, rows)

    def count(self, allowed: Bools) -> int:
        """For how many of the allowed items (bool[n]) it holds."""
        return count_holding(self.column, self.value, allowed)


def buttons(
    attribute: Attribute, column: Column | None, candidates: Candidates, fitting: Bools
) -> tuple[Button, ...]:
    """The quick replies of an attribute's question, none where it is answered in words.

    ``fitting`` bool[n] are the items of which a quick reply must hold at least one.
    """
    if column is None or attribute.type is Kind.TEXT:
        return ()
    match column:
        case CategoryColumn() | TagsColumn():
            labels = {c.value: c.shown for c in attribute.choices}
            named = [column.values[i] for i in _likeliest(column, candidates, fitting)]
            return tuple(Button(name, labels.get(name, name), column) for name in named)
        case PlaceColumn():
            places = [column.values[i] for i in _places(column, candidates, fitting)]
            return tuple(Button(place, place.name, column) for place in places)
        case FlagColumn():
            return (
                Button(True, attribute.label_true, column),
                Button(False, attribute.label_false, column),
            )
        case NumberColumn():
            return _ranges(attribute, column, candidates, fitting)


def held(
    column: CategoryColumn | TagsColumn | PlaceColumn, rows: NDArray[np.int64], weights: Floats
) -> Floats:
    """The weights of some items by value, float32[v]."""
    if isinstance(column, CategoryColumn):
        codes = column.codes[rows]
        has = codes >= 0
        width = len(column.values)
        return np.bincount(codes[has], weights[has], width).astype(np.float32)
    return column.members.weighed(rows, weights)


def _likeliest(
    column: CategoryColumn | TagsColumn, candidates: Candidates, fitting: Bools
) -> list[int]:
    order = np.argsort(-held(column, candidates.rows, candidates.mass), kind="stable")
    return _first(order.tolist(), MOST, column, candidates, fitting)


def _first(
    order: Sequence[int],
    most: int,
    column: CategoryColumn | TagsColumn | PlaceColumn,
    candidates: Candidates,
    fitting: Bools,
) -> list[int]:
    """The first values that some fitting item has; of very many, one of the likeliest."""
    if np.count_nonzero(fitting) > MANY:
        rows = candidates.rows[fitting[candidates.rows]]
    else:
        rows = np.flatnonzero(fitting)
    counts = held(column, rows, np.ones(len(rows), np.float32))
    return [value for value in order if counts[value]][:most]


def _places(column: PlaceColumn, candidates: Candidates, fitting: Bools) -> list[int]:
    """The likeliest places, narrow ones first: a city says more than its country."""
    order = np.argsort(-held(column, candidates.rows, candidates.mass), kind="stable").tolist()
    by_kind: dict[str, list[int]] = {}
    for value in order:
        by_kind.setdefault(column.values[value].kind, []).append(value)
    countries = _first(by_kind.get("country", ()), 1 + WIDER, column, candidates, fitting)
    wider = countries[1:] if len(countries) > 1 else []
    narrow = by_kind.get("city") or by_kind.get("state", [])
    return _first(narrow, MOST - len(wider), column, candidates, fitting) + wider


def _ranges(
    attribute: Attribute, column: NumberColumn, candidates: Candidates, fitting: Bools
) -> tuple[Button, ...]:
    rows = candidates.rows
    found = [Button(Range(min=b.min, max=b.max), b.label, column) for b in attribute.buckets]
    share = candidates.mass / max(
        float(candidates.mass[~np.isnan(column.values[rows])].sum()), 1e-9
    )
    likely = fitting[rows]
    kept = []
    for button in found:
        held = button.among(rows)
        told = float(share[held].sum()) >= LEAST_SHARE
        if told and ((held & likely).any() or button.count(fitting)):
            kept.append(button)
    return tuple(kept)
