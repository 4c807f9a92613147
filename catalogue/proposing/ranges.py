"""Quick replies for a figure: parts of about equal size, with round ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from domains import Bucket

QUANTILES = (0.2, 0.4, 0.6, 0.8)
ENOUGH = 3
"""Ends within the figures that make rounder ones coarse enough."""


def buckets(figures: Sequence[float], *, year: bool = False) -> list[Bucket]:
    """At most five ranges that touch; empty where the figures hardly differ."""
    cuts = _cuts(figures, year)
    if not cuts:
        return []
    inner = [
        Bucket(label=f"{say(a, year)} to {say(b, year)}", min=a, max=b) for a, b in pairwise(cuts)
    ]
    first = Bucket(label=f"{'Until' if year else 'Up to'} {say(cuts[0], year)}", max=cuts[0])
    last = Bucket(
        label=f"Since {say(cuts[-1], year)}" if year else f"{say(cuts[-1])} or more", min=cuts[-1]
    )
    return [first, *inner, last]


def _cuts(figures: Sequence[float], year: bool) -> list[float]:
    least, most = min(figures), max(figures)
    for digits in (4,) if year else (1, 2, 3):
        found = {_round(float(q), digits) for q in np.quantile(figures, QUANTILES)}
        cuts = sorted(cut for cut in found if least < cut < most)
        if len(cuts) >= ENOUGH:
            return cuts
    return sorted(cuts)


def _round(value: float, digits: int) -> float:
    """A figure with so many digits that say something: 1,234 with one is 1,000."""
    if not value:
        return 0.0
    return float(round(value, digits - 1 - math.floor(math.log10(abs(value)))))


def say(value: float, year: bool = False) -> str:
    """A figure as people read it."""
    if year:
        return f"{value:.0f}"
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.6g}"
