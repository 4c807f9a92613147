from __future__ import annotations

import numpy as np
import pytest

from evaluation.measures import average, calibration, middle, paired, reach, share, wilson


def test_wilson_agrees_with_the_textbook() -> None:
    found = wilson(10, 20)
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.2993, 0.7007), abs=1e-4)
    assert wilson(0, 10).low == 0
    assert wilson(0, 10).high == pytest.approx(0.2775, abs=1e-4)
    assert share([]).high == 0


def test_a_paired_difference_is_narrower_than_two_shares() -> None:
    rng = np.random.default_rng(1)
    theirs = rng.random(400) < 0.6
    ours = theirs | (rng.random(400) < 0.1)
    found = paired(ours, theirs)
    assert found.value == pytest.approx(ours.mean() - theirs.mean(), abs=1e-4)
    assert found.low > 0
    assert found.high - found.low < 0.06
    same = paired(theirs, theirs)
    assert (same.value, same.low, same.high) == (0, 0, 0)


def test_means_and_medians_lie_in_their_intervals() -> None:
    values = np.random.default_rng(2).exponential(10, 300)
    for found, truth in ((average(values), values.mean()), (middle(values), np.median(values))):
        assert found.low < truth < found.high


def test_calibration_tells_honest_from_boastful() -> None:
    rng = np.random.default_rng(3)
    predicted = rng.random((2000, 5))
    hits = rng.random((2000, 5)) < predicted
    honest, boastful = calibration(predicted, hits), calibration(predicted**0.3, hits)
    assert honest.n == 10_000
    assert honest.error.value < 0.02
    assert boastful.error.low > 0.1
    assert sum(one.n for one in honest.bins) == 10_000
    assert all(one.low <= one.predicted <= one.high for one in honest.bins)


@pytest.mark.parametrize(
    ("curve", "expected"),
    [([0.5, 0.8, 1.0], 1.5), ([0.95, 1.0], 0.0), ([0.1, 0.2], None), ([0.5, 0.9], 1.0)],
)
def test_reaching_a_goal(curve: list[float], expected: float | None) -> None:
    found = reach(curve, 0.9)
    assert found == (None if expected is None else pytest.approx(expected))
