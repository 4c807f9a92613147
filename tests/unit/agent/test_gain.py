from __future__ import annotations

import numpy as np
import pytest

from agent.gain import answers, best_five, expected_gain, heaviest, seconds
from agent.parameters import Parameters
from catalogue.snapshot import Snapshot
from domains import Pack

EVEN = np.full(12, 1 / 12, dtype=np.float32)


def test_best_five_is_the_sum_of_the_five_largest_of_each_column() -> None:
    joint = np.arange(14, dtype=np.float32).reshape(7, 2)
    assert best_five(joint).tolist() == [4 + 6 + 8 + 10 + 12, 5 + 7 + 9 + 11 + 13]


@pytest.mark.parametrize("attribute", ["kind", "price", "open", "tags"])
def test_answers_are_distributions(
    pack: Pack, snapshot: Snapshot, parameters: Parameters, attribute: str
) -> None:
    table = answers(
        snapshot.columns[attribute], pack.attribute(attribute), heaviest(EVEN), parameters
    )
    assert table.sum(axis=1) == pytest.approx(np.ones(12), abs=1e-5)


def test_gain_equals_the_brute_force_expectation(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    candidates = heaviest(EVEN)
    table = answers(snapshot.columns["kind"], pack.attribute("kind"), candidates, parameters)
    expected = 0.0
    for answer in range(table.shape[1]):
        chance = float((candidates.mass * table[:, answer]).sum())
        after = candidates.mass * table[:, answer] / chance
        expected += chance * float(np.sort(after)[-5:].sum())
    gain = expected_gain(pack.attribute("kind"), snapshot.columns["kind"], candidates, parameters)
    assert gain == pytest.approx(expected - candidates.now, abs=1e-5)


def test_what_cannot_change_the_five_gains_nothing(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    certain = np.zeros(12, dtype=np.float32)
    certain[:3] = 1 / 3
    for attribute in pack.attributes:
        gain = expected_gain(
            attribute, snapshot.columns.get(attribute.id), heaviest(certain), parameters
        )
        assert gain == pytest.approx(0.0, abs=1e-5)


def test_a_finer_answer_is_worth_more_than_a_yes_or_no(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    gains = {
        id: expected_gain(pack.attribute(id), snapshot.columns[id], heaviest(EVEN), parameters)
        for id in ("price", "open")
    }
    assert gains["price"] > gains["open"] > 0


def test_typing_costs_more_than_clicking(pack: Pack) -> None:
    kind = pack.attribute("kind")
    assert seconds(kind, typed=True) > seconds(kind, typed=False)
