from __future__ import annotations

import numpy as np

from evaluation.platt import START, Heads, Predicted, fitted, held_out

RNG = np.random.default_rng(3)
N, POINTS = 3000, 4
PLAIN = Heads(START, START)


def people(name: str, clicks: bool, slope: float, each: float) -> Predicted:
    """People whose belief is off by a slope, and by some odds with each thing told."""
    raw = RNG.uniform(0.02, 0.98, (N, POINTS))
    told = np.tile(np.arange(POINTS, dtype=float), (N, 1))
    design = np.stack([np.log(raw / (1 - raw)), np.ones_like(raw), told, 3 + 0 * raw], axis=2)
    odds = design @ np.array((slope, 0.0, each, 0.0))
    hits = (RNG.uniform(size=odds.shape) < 1 / (1 + np.exp(-odds))).astype(float)
    return Predicted(name, design, np.full(raw.shape, clicks), hits)


def test_each_head_finds_what_the_belief_is_off_by() -> None:
    heads = fitted([people("typing", False, 0.8, 0.1), people("clicking", True, 0.7, -0.4)])
    assert abs(heads.said[0] - 0.8) < 0.05
    assert abs(heads.said[2] - 0.1) < 0.05
    assert abs(heads.clicked[0] - 0.7) < 0.05
    assert abs(heads.clicked[2] + 0.4) < 0.05


def test_it_makes_predictions_reliable_for_people_it_has_not_seen() -> None:
    group = people("clicking", True, 0.7, -0.5)
    before = PLAIN.measured(group).error.value
    (out,) = held_out([group])
    assert out.n == N * POINTS
    assert out.error.value < 0.02 < before


def test_without_people_of_a_kind_its_head_stays_plain() -> None:
    assert fitted([people("clicking", True, 0.7, -0.5)]).said == START
