"""What a question is worth: the expected rise of P(match in five).

For a question with answers a and belief p, the best five after the answer hold
``sum_a P(a) * top5(p(.|a)) = sum_a top5(p(.) * P(a|.))``: one pass over the joint table, no
renormalisation (value of information with the five as the action; Howard 1966). Only the heaviest
candidates are scored; what they leave out is a rest that no answer moves.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agent.candidates import FIVE, Candidates

Floats = NDArray[np.float32]
TRIALS = 48


def best_five(joint: Floats) -> Floats:
    """Sum of the five largest of each column of ``float32[m, answers]``."""
    if joint.shape[0] <= FIVE:
        return np.asarray(joint.sum(axis=0))
    return np.asarray(np.partition(joint, -FIVE, axis=0)[-FIVE:].sum(axis=0))


def answered(emission: Floats, candidates: Candidates) -> float:
    """Expected rise of P(match in five) once the question is answered.

    ``emission`` is P(answer | item), float32[m, answers]; what its rows lack to 1 is an answer that
    tells nothing and leaves the five as they are.
    """
    after = float(best_five(candidates.mass[:, None] * emission).sum())
    silent = 1 - emission[:FIVE].sum(axis=1)
    return max(0.0, after + float(candidates.mass[:FIVE] @ silent) - candidates.now)


def described(candidates: Candidates, strength: float) -> float:
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
    gain = float(hit.mean()) * float(candidates.mass.sum()) - candidates.now
    return max(0.0, gain)
