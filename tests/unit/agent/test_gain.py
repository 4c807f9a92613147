from __future__ import annotations

import numpy as np
import pytest

from agent.candidates import heaviest
from agent.emission import typed
from agent.gain import answered, best_five, described
from agent.parameters import Parameters
from catalogue.snapshot import Snapshot
from domains import Pack

EVEN = np.full(12, 1 / 12, dtype=np.float32)


def test_best_five_is_the_sum_of_the_five_largest_of_each_column() -> None:
    joint = np.arange(14, dtype=np.float32).reshape(7, 2)
    assert best_five(joint).tolist() == [4 + 6 + 8 + 10 + 12, 5 + 7 + 9 + 11 + 13]


def test_gain_equals_the_brute_force_expectation(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    candidates = heaviest(EVEN)
    table = typed(snapshot.columns["kind"], pack.attribute("kind").type, candidates, parameters)
    expected = 0.0
    for answer in range(table.shape[1]):
        chance = float((candidates.mass * table[:, answer]).sum())
        after = candidates.mass * table[:, answer] / chance
        expected += chance * float(np.sort(after)[-5:].sum())
    assert answered(table, candidates) == pytest.approx(expected - candidates.now, abs=1e-5)


def test_answers_that_tell_nothing_leave_the_five_as_they_are() -> None:
    candidates = heaviest(np.array([0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1], dtype=np.float32))
    silent = np.zeros((7, 2), dtype=np.float32)
    assert answered(silent, candidates) == pytest.approx(0.0, abs=1e-6)
    half = silent.copy()
    half[5, 0], half[6, 1] = 1, 1
    assert answered(half, candidates) == pytest.approx(0.2, abs=1e-6)


def test_what_cannot_change_the_five_gains_nothing(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    certain = np.zeros(12, dtype=np.float32)
    certain[:3] = 1 / 3
    candidates = heaviest(certain)
    for attribute in pack.attributes:
        column = snapshot.columns.get(attribute.id)
        if column is not None:
            table = typed(column, attribute.type, candidates, parameters)
            assert answered(table, candidates) == pytest.approx(0.0, abs=1e-5)
    assert described(candidates, 2.0) == pytest.approx(0.0, abs=1e-5)


def test_a_clearer_description_is_worth_more() -> None:
    candidates = heaviest(EVEN)
    assert described(candidates, 3.0) > described(candidates, 1.0) > 0
