"""How people answer a question, were a given item their match: P(answer | item)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.buttons import Button
from agent.candidates import Candidates
from agent.likelihood import known
from agent.parameters import Parameters
from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from core.model import Kind

Floats = NDArray[np.float32]
WIDEST = 48
BINS = 14


def clicked(shown: Sequence[Button], candidates: Candidates, p: Parameters) -> Floats:
    """P(click | item) for each candidate and quick reply, ``float32[m, buttons]``.

    Of several that hold, people pick the one that says most: the rarest. Rows sum to at most 1;
    whoever finds no reply that holds says that it does not matter, which tells nothing.
    """
    holds = np.stack([button.among(candidates.rows) for button in shown], axis=1)
    rarity = np.argsort(candidates.mass @ holds)
    first = np.argmax(holds[:, rarity], axis=1)
    clean = np.zeros(holds.shape, dtype=np.float32)
    clean[np.arange(len(clean)), rarity[first]] = holds.any(axis=1)
    chance = candidates.mass @ clean / max(float(candidates.mass.sum()), 1e-9)
    return np.asarray((1 - p.error_click) * clean + p.error_click * chance, dtype=np.float32)


def typed(column: Column, kind: Kind, candidates: Candidates, p: Parameters) -> Floats:
    """P(answer | item) for each candidate, ``float32[m, answers]``; rows sum to 1."""
    rows = candidates.rows
    clean = _clean(column, kind, rows, candidates.mass)
    has_value = known(column, rows)
    marginal = (candidates.mass[has_value, None] * clean[has_value]).sum(axis=0)
    total = float(marginal.sum())
    width = max(1, clean.shape[1])
    marginal = marginal / total if total > 0 else np.full(width, 1 / width, dtype=np.float32)
    noisy = (1 - p.error_said) * clean + p.error_said * marginal[None, :]
    return np.where(has_value[:, None], noisy, marginal[None, :]).astype(np.float32)


def _clean(column: Column, kind: Kind, rows: NDArray[np.int64], mass: Floats) -> Floats:
    match column:
        case CategoryColumn():
            return _one_hot(column.codes[rows], len(column.values))
        case FlagColumn():
            return _one_hot(column.codes[rows], 2)
        case NumberColumn():
            return _bins(column.values[rows], mass, kind)
        case TagsColumn():
            return _shares(column.members.among(rows), mass)
        case PlaceColumn():
            cities = np.array([place.kind == "city" for place in column.values])
            return _shares(column.members.among(rows) & cities[:, None], mass)


def _one_hot(codes: NDArray[np.integer], width: int) -> Floats:
    table = np.vstack([np.eye(width, dtype=np.float32), np.zeros((1, width), dtype=np.float32)])
    return np.asarray(table[codes])


def _shares(held: NDArray[np.bool_], mass: Floats) -> Floats:
    """Answers of a many-valued attribute: one of the item's values, rare ones lumped together."""
    weight = held @ mass
    top = np.argsort(-weight)[:WIDEST]
    kept = held[top].T.astype(np.float32)
    other = (held.sum(axis=0) > kept.sum(axis=1)).astype(np.float32)[:, None]
    table = np.hstack([kept, other])
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1))


def _bins(values: Floats, mass: Floats, kind: Kind) -> Floats:
    """Figures as people say them: the item's figure, rounded into bins of near-equal mass."""
    finite = ~np.isnan(values)
    if not finite.any():
        return np.ones((len(values), 1), dtype=np.float32)
    order = np.argsort(values[finite])
    share = np.cumsum(mass[finite][order])
    cuts = np.interp(np.linspace(0, share[-1], BINS + 1)[1:-1], share, values[finite][order])
    edges = np.unique(cuts)
    codes = np.where(finite, np.searchsorted(edges, values, side="right"), -1)
    sharp = _one_hot(codes, len(edges) + 1)
    blur = 0.15 if kind is Kind.YEAR else 0.2
    return _blurred(sharp, blur)


def _blurred(sharp: Floats, blur: float) -> Floats:
    if sharp.shape[1] < 2:
        return sharp
    table = (1 - blur) * sharp
    table[:, 1:] += blur / 2 * sharp[:, :-1]
    table[:, :-1] += blur / 2 * sharp[:, 1:]
    table[:, 0] += blur / 2 * sharp[:, 0]
    table[:, -1] += blur / 2 * sharp[:, -1]
    return table
