"""Figures with their uncertainty: shares, paired differences, means, calibration.

All intervals are 95 %. Bootstraps resample people, never answers of one person (Efron 1979), and
are reproducible: their seed is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.model import Frozen

Doubles = NDArray[np.float64]
Z = 1.959964
RESAMPLES = 1000
BINS = 10
SEED = 11


class Estimate(Frozen):
    """A figure and its interval; all 0 where there is nothing to measure."""

    value: float
    low: float
    high: float


class Bin(Frozen):
    """One bin of a reliability diagram: how many, predicted and observed on average."""

    low: float
    high: float
    n: int
    predicted: float
    observed: float


class Calibration(Frozen):
    """Reliability in ten equal bins and the expected calibration error (Naeini et al. 2015)."""

    n: int
    error: Estimate
    bins: tuple[Bin, ...]


def estimate(value: float, low: float, high: float) -> Estimate:
    """An estimate with its figures rounded."""
    return Estimate(value=round(value, 5), low=round(low, 5), high=round(high, 5))


def wilson(hits: int, n: int) -> Estimate:
    """A share with its score interval (Wilson 1927)."""
    if not n:
        return estimate(0, 0, 0)
    p, d = hits / n, 1 + Z * Z / n
    middle = (p + Z * Z / (2 * n)) / d
    half = Z * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / d
    return estimate(p, float(middle - half), float(middle + half))


def share(hits: Sequence[bool]) -> Estimate:
    """The share of hits."""
    return wilson(sum(hits), len(hits))


def paired(ours: ArrayLike, theirs: ArrayLike) -> Estimate:
    """The mean difference over the same people, by bootstrap."""
    return average(np.asarray(ours, dtype=float) - np.asarray(theirs, dtype=float))


def average(values: ArrayLike) -> Estimate:
    """A mean, by bootstrap."""
    return _bootstrapped(np.asarray(values, dtype=float), np.mean)


def middle(values: ArrayLike) -> Estimate:
    """A median, by bootstrap."""
    return _bootstrapped(np.asarray(values, dtype=float), np.median)


def _bootstrapped(values: Doubles, of: Callable[..., Doubles]) -> Estimate:
    if not len(values):
        return estimate(0, 0, 0)
    rng = np.random.default_rng(SEED)
    drawn = values[rng.integers(0, len(values), (RESAMPLES, len(values)))]
    low, high = np.quantile(of(drawn, axis=1), (0.025, 0.975))
    return estimate(float(of(values)), float(low), float(high))


def calibration(predicted: ArrayLike, hits: ArrayLike) -> Calibration:
    """Calibration of ``predicted`` against ``hits``, both (people × points)."""
    p = np.atleast_2d(np.asarray(predicted, dtype=float))
    y = np.atleast_2d(np.asarray(hits, dtype=float))
    sums = _sums(p, y)
    rng = np.random.default_rng(SEED)
    weights = rng.multinomial(len(p), np.full(len(p), 1 / len(p)), RESAMPLES).astype(float)
    resampled = np.einsum("rp,pbs->rbs", weights, sums)
    low, high = np.quantile([_error(one) for one in resampled], (0.025, 0.975))
    total = sums.sum(axis=0)
    bins = tuple(
        Bin(
            low=b / BINS,
            high=(b + 1) / BINS,
            n=int(n),
            predicted=round(float(mean_p / n), 5),
            observed=round(float(mean_y / n), 5),
        )
        for b, (n, mean_p, mean_y) in enumerate(total)
        if n
    )
    return Calibration(n=p.size, error=estimate(_error(total), float(low), float(high)), bins=bins)


def _sums(p: Doubles, y: Doubles) -> Doubles:
    """Per person and bin: number, sum of predictions, sum of hits; shape (people, bins, 3)."""
    at = np.minimum((p * BINS).astype(int), BINS - 1)
    member = at[:, :, None] == np.arange(BINS)
    columns = [member, member * p[:, :, None], member * y[:, :, None]]
    return np.stack([column.sum(axis=1) for column in columns], axis=-1).astype(float)


def _error(sums: Doubles) -> float:
    return float(np.abs(sums[:, 1] - sums[:, 2]).sum() / max(sums[:, 0].sum(), 1))


def reach(curve: Sequence[float], goal: float) -> float | None:
    """After how many questions a curve reaches a goal, between two counts on the straight line."""
    for k, value in enumerate(curve):
        if value >= goal:
            before = curve[k - 1] if k else value
            return float(k if value == before else k - (value - goal) / (value - before))
    return None
