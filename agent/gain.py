"""What a question is worth: the expected rise of P(match in five), and its price in seconds.

For a question with answers a and belief p, the best five after the answer hold
``sum_a P(a) * top5(p(.|a)) = sum_a top5(p(.) * P(a|.))``: one pass over the joint table, no
renormalisation (value of information with the five as the action; Howard 1966). Only the heaviest
candidates are scored; what they leave out is a rest that no answer moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
from domains import Attribute

Floats = NDArray[np.float32]
FIVE = 5
CANDIDATES = 600
WIDEST = 48
BINS = 14
TRIALS = 48

READ_SECONDS_PER_WORD = 0.30
THINK_SECONDS = 1.35
CLICK_SECONDS = 1.5
TYPE_SECONDS_PER_CHARACTER = 0.48
"""Keystroke-level operators for older adults (Card, Moran & Newell 1980; slow end of ranges)."""

TYPED_CHARACTERS = {
    Kind.TEXT: 75,
    Kind.CATEGORY: 22,
    Kind.CATEGORIES: 24,
    Kind.PLACE: 15,
    Kind.NUMBER: 16,
    Kind.MONEY: 18,
    Kind.YEAR: 16,
    Kind.FLAG: 10,
}


@dataclass(frozen=True)
class Candidates:
    """The heaviest items: rows into the snapshot, their probabilities, and the rest's mass."""

    rows: NDArray[np.int64]
    mass: Floats

    @property
    def now(self) -> float:
        """P(match in five) as things stand."""
        return float(best_five(self.mass[:, None])[0])


def heaviest(posterior: Floats, most: int = CANDIDATES) -> Candidates:
    """The ``most`` likeliest items, best first."""
    most = min(most, len(posterior))
    rows = np.argpartition(-posterior, most - 1)[:most] if most else np.zeros(0, dtype=np.int64)
    rows = rows[np.argsort(-posterior[rows], kind="stable")]
    return Candidates(rows.astype(np.int64), posterior[rows].astype(np.float32))


def best_five(joint: Floats) -> Floats:
    """Sum of the five largest of each column of ``float32[m, answers]``."""
    if joint.shape[0] <= FIVE:
        return np.asarray(joint.sum(axis=0))
    return np.asarray(np.partition(joint, -FIVE, axis=0)[-FIVE:].sum(axis=0))


def expected_gain(
    attribute: Attribute, column: Column | None, candidates: Candidates, p: Parameters
) -> float:
    """Expected rise of P(match in five) if this attribute is asked, don't-knows included."""
    if attribute.type is Kind.TEXT or column is None:
        gain = _text_gain(candidates, p.answer_strength * attribute.weight)
    else:
        emission = answers(column, attribute, candidates, p)
        gain = float(best_five(candidates.mass[:, None] * emission).sum()) - candidates.now
    return max(0.0, gain) * attribute.answerable


def seconds(attribute: Attribute, typed: bool) -> float:
    """The person's time for one question: reading, thinking, then typing or clicking."""
    reading = READ_SECONDS_PER_WORD * len(attribute.ask.split()) + THINK_SECONDS
    if typed or attribute.type is Kind.TEXT:
        return reading + TYPE_SECONDS_PER_CHARACTER * TYPED_CHARACTERS[attribute.type]
    return reading + CLICK_SECONDS


def answers(column: Column, attribute: Attribute, candidates: Candidates, p: Parameters) -> Floats:
    """P(answer | item) for each candidate, ``float32[m, answers]``; rows sum to 1."""
    rows = candidates.rows
    clean = _clean_answers(column, attribute, rows, candidates.mass)
    has_value = known(column)[rows]
    marginal = (candidates.mass[has_value, None] * clean[has_value]).sum(axis=0)
    total = float(marginal.sum())
    width = max(1, clean.shape[1])
    marginal = marginal / total if total > 0 else np.full(width, 1 / width, dtype=np.float32)
    error = p.error_said
    noisy = (1 - error) * clean + error * marginal[None, :]
    return np.where(has_value[:, None], noisy, marginal[None, :]).astype(np.float32)


def _clean_answers(
    column: Column, attribute: Attribute, rows: NDArray[np.int64], mass: Floats
) -> Floats:
    match column:
        case CategoryColumn():
            return _one_hot(column.codes[rows], len(column.values))
        case FlagColumn():
            return _one_hot(column.codes[rows], 2)
        case NumberColumn():
            return _bins(column.values[rows], mass, attribute.type)
        case TagsColumn():
            return _shares(column.matrix[:, rows], mass)
        case PlaceColumn():
            cities = np.array([place.kind == "city" for place in column.values])
            return _shares(column.matrix[:, rows] & cities[:, None], mass)


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


def _text_gain(candidates: Candidates, strength: float) -> float:
    """Gain of a description in the person's own words, by simulation with common random numbers.

    A description lifts the target's log-likelihood over another item's by about ``strength`` ** 2,
    with standard deviation ``strength``: the equal-variance signal-detection model (Green & Swets
    1966), its d' fitted on written people.
    """
    m = len(candidates.mass)
    if m <= FIVE:
        return 0.0
    random = np.random.default_rng(5)
    share = candidates.mass / max(float(candidates.mass.sum()), 1e-9)
    grid = (np.arange(TRIALS) + 0.5) / TRIALS
    targets = np.minimum(np.searchsorted(np.cumsum(share), grid), m - 1)
    logits = np.log(np.maximum(candidates.mass, 1e-12))[:, None]
    logits = logits + strength * random.standard_normal((m, TRIALS), dtype=np.float32)
    logits[targets, np.arange(TRIALS)] += strength**2
    fifth = np.partition(logits, -FIVE, axis=0)[-FIVE]
    hit = logits[targets, np.arange(TRIALS)] >= fifth
    return float(hit.mean()) * float(candidates.mass.sum()) - candidates.now
