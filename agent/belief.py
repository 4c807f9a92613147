"""The belief: the probability of each item being the match, given everything said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.gain import Candidates, heaviest
from agent.likelihood import fits, likelihood
from agent.parameters import Parameters
from catalogue.snapshot import Snapshot
from core.model import Kind, Wish
from domains import Pack

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Belief:
    """``posterior`` float32[n] over the snapshot's rows, summing to 1 (all 0 if nothing qualifies).

    ``fitting`` bool[n] are the items that may be shown and that no wish speaks against; ``match``
    is the calibrated P(the match is in the best five); ``qualifying`` how many items may be shown
    at all.
    """

    posterior: Floats
    match: float
    qualifying: int
    candidates: Candidates
    fitting: NDArray[np.bool_]


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
        column = snapshot.columns.get(attribute)
        kind = pack.attribute(attribute).type
        if column is None or kind is Kind.TEXT:
            continue
        factor = likelihood(column, kind, group, p)
        if factor is not None:
            logits += np.log(np.maximum(factor, 1e-9))
            fitting &= fits(column, group, factor)
    for row in rows_of(snapshot, rejected):
        logits[row] += np.log(p.rejected)
    return settle(logits, allowed, p, fitting)


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
) -> Belief:
    """Normalise over the allowed items, with a little belief spread evenly."""
    qualifying = int(allowed.sum())
    fitting = allowed if fitting is None or not fitting.any() else fitting
    if not qualifying:
        nothing = np.zeros(len(logits), dtype=np.float32)
        return Belief(nothing, 0.0, 0, heaviest(nothing), fitting)
    masked = np.where(allowed, logits, -np.inf)
    weight = np.exp(masked - masked.max())
    posterior = (1 - p.uniform) * weight / weight.sum() + p.uniform * allowed / qualifying
    posterior = posterior.astype(np.float32)
    candidates = heaviest(posterior)
    return Belief(posterior, calibrated(candidates.now, p), qualifying, candidates, fitting)


def calibrated(raw: float, p: Parameters) -> float:
    """Platt scaling of P(match in five) (Platt 1999), fitted on people."""
    if raw >= 1.0 - 1e-6:
        return raw
    odds = np.log(max(raw, 1e-6) / (1 - raw))
    return float(1 / (1 + np.exp(-(p.calibration_slope * odds + p.calibration_offset))))
