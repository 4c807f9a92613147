import numpy as np
import pytest
from numpy.typing import NDArray

from catalogue.top import SAMPLED, largest

DICE = np.random.default_rng(6)
N = 5 * SAMPLED
SMOOTH = DICE.standard_normal(N).astype(np.float32)
FLAT = np.full(N, -1, np.float32)
SPARSE = np.where(DICE.random(N) < 0.001, SMOOTH, -1).astype(np.float32)
STEEP = np.exp(9 * SMOOTH)
HIDDEN = np.where(np.arange(N) % 5 == 1, SMOOTH, -1).astype(np.float32)
"""Where a sample at even steps sees none of the large ones."""


@pytest.mark.parametrize("figures", [SMOOTH, FLAT, SPARSE, STEEP, HIDDEN, SMOOTH[:50]])
@pytest.mark.parametrize("most", [1, 400, 5_000, N])
def test_the_largest_are_found_however_they_lie(figures: NDArray[np.float32], most: int) -> None:
    rows = largest(figures, most)
    assert len(set(rows.tolist())) == len(rows) == min(most, len(figures))
    assert np.sort(figures[rows]).tolist() == np.sort(figures)[-len(rows) :].tolist()
