"""The belief: the probability of each item being the match, given everything said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.candidates import FIVE, Candidates, heaviest
from agent.likelihood import CLICKED, fits, likelihood
from agent.parameters import Parameters
from catalogue.snapshot import Snapshot
from core.model import Kind, Wish
from domains import Pack

Floats = NDArray[np.float32]
SUREST = 1e-3
"""An estimate nearer to 0 or 1 than this is taken to be this near."""


@dataclass(frozen=True)
class Told:
    """How many attributes the person told something of, by saying and by clicking."""

    said: int = 0
    clicked: int = 0


NOTHING_TOLD = Told()


@dataclass(frozen=True)
class Belief:
    """``posterior`` float32[n] over the snapshot's rows, summing to 1 (all 0 if nothing qualifies).

    ``fitting`` bool[n] are the items that may be shown and that no wish speaks against; ``match``
    is the calibrated P(the match is in the best five); ``qualifying`` how many items may be shown
    at all, ``told`` what it rests on.
    """

    posterior: Floats
    match: float
    qualifying: int
    candidates: Candidates
    fitting: NDArray[np.bool_]
    told: Told = NOTHING_TOLD


def believe(
    pack: Pack,
    snapshot: Snapshot,
    wishes: Sequence[Wish],
    text: Floats,
    allowed: NDArray[np.bool_],
    rejected: Sequence[str],
    p: Parameters,
) -> Belief:
    """Combine text evidence, attribute evidence and hard filters.

    ``text`` is the log-likelihood of the words said, float32[n]; ``allowed`` bool[n] the items that
    are available and meet every must-have. Factors multiply as if independent (naive Bayes).
    """
    logits = text.astype(np.float32).copy()
    fitting = allowed.copy()
    for attribute, group in by_attribute(wishes).items():
        levels = snapshot.levels.get(attribute)
        kind = pack.attribute(attribute).type
        if levels is None or kind is Kind.TEXT:
            continue
        factor = likelihood(levels.column, kind, group, p, levels.counts)
        if factor is not None:
            logits += levels.spread(np.log(np.maximum(factor, 1e-9)))
            fitting &= levels.spread(fits(levels.column, group, factor))
    for row in rows_of(snapshot, rejected):
        logits[row] += np.log(p.rejected)
    return settle(logits, allowed, p, fitting, told(wishes))


def told(wishes: Sequence[Wish]) -> Told:
    """What the wishes tell, "doesn't matter" left out; what was clicked once counts as clicked."""
    groups = by_attribute([wish for wish in wishes if wish.stance != "any"]).values()
    clicked = sum(any(wish.source in CLICKED for wish in group) for group in groups)
    return Told(len(groups) - clicked, clicked)


def by_attribute(wishes: Sequence[Wish]) -> Mapping[str, list[Wish]]:
    """The wishes grouped by attribute, in order of first mention."""
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        groups.setdefault(wish.attribute, []).append(wish)
    return groups


def rows_of(snapshot: Snapshot, ids: Sequence[str]) -> list[int]:
    """Rows of these item ids; ids that this version does not hold are left out."""
    return [snapshot.row[id] for id in ids if id in snapshot.row]


def settle(
    logits: Floats,
    allowed: NDArray[np.bool_],
    p: Parameters,
    fitting: NDArray[np.bool_] | None = None,
    told: Told = NOTHING_TOLD,
) -> Belief:
    """Normalise over the allowed items, with a little belief spread evenly."""
    qualifying = int(allowed.sum())
    fitting = allowed if fitting is None or not fitting.any() else fitting
    if not qualifying:
        nothing = np.zeros(len(logits), dtype=np.float32)
        return Belief(nothing, 0.0, 0, heaviest(nothing), fitting)
    masked = np.where(allowed, logits, np.float32(-np.inf))
    posterior = np.exp(masked - masked.max())
    posterior *= np.float32((1 - p.uniform) / posterior.sum(dtype=np.float64))
    posterior += allowed * np.float32(p.uniform / qualifying)
    candidates = heaviest(posterior)
    match = calibrated(candidates.now, told, qualifying, p)
    return Belief(posterior, match, qualifying, candidates, fitting, told)


def calibrated(raw: float, told: Told, qualifying: int, p: Parameters) -> float:
    """Platt scaling of P(match in five) (Platt 1999), fitted on people.

    The belief takes everything told as independent, so it is too sure by as much as was told; and
    the more items qualify, the more of them resemble each other in ways that it does not know.
    """
    if qualifying <= FIVE:
        return raw
    head = p.calibration_clicked if told.clicked else p.calibration_said
    sure = min(max(raw, SUREST), 1 - SUREST)
    parts = (np.log(sure / (1 - sure)), 1.0, told.said + told.clicked, np.log10(qualifying))
    return float(1 / (1 + np.exp(-np.dot(head, parts))))
