"""The likeliest items, on which questions are weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.top import largest

Floats = NDArray[np.float32]
FIVE = 5
CANDIDATES = 600


@dataclass(frozen=True)
class Candidates:
    """The heaviest items: rows into the snapshot, their probabilities, best first."""

    rows: NDArray[np.int64]
    mass: Floats

    @property
    def now(self) -> float:
        """P(match in five) as things stand."""
        return float(self.mass[:FIVE].sum())


def heaviest(posterior: Floats, most: int = CANDIDATES) -> Candidates:
    """The ``most`` likeliest items, best first."""
    rows = np.sort(largest(posterior, most))
    rows = rows[np.argsort(-posterior[rows], kind="stable")]
    return Candidates(rows.astype(np.int64), posterior[rows].astype(np.float32))
