"""How sure a reading is: the fit finds what tells right readings from wrong ones."""

from __future__ import annotations

import numpy as np
import pytest

from agent.listening.certainty import NO_SIGNS, certainty, signs, window
from evaluation.learning.certainty import fitted, out_of_fold, wrong_at

RANDOM = np.random.default_rng(5)
N = 2_000


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Signs of which the first raises the odds by 2, the second lowers them by 1, the third is
    noise.
    """
    told = RANDOM.normal(size=(N, 3))
    odds = 2 * told[:, 0] - told[:, 1] + 0.5
    right = (RANDOM.random(N) < 1 / (1 + np.exp(-odds))).astype(np.float64)
    return told, right


def test_coefficients_come_back(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    found = fitted(*drawn)
    assert found == pytest.approx([2.0, -1.0, 0.0, 0.5], abs=0.3)


def test_the_surest_are_less_often_wrong(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    told, right = drawn
    apart = out_of_fold(told, right)
    shares = [wrong_at(apart, right, share)[0] for share in (0.2, 0.5, 0.9)]
    assert shares == sorted(shares)
    assert shares[0] < 0.1 < shares[2]


def test_a_firm_reading_is_surer_than_a_weak_one() -> None:
    tag = np.array([[0.02, 0.98], [0.98, 0.02]], np.float32)
    loose = np.array([[0.4, 0.6], [0.5, 0.5]], np.float32)
    firm = window(tag, [True, False], [0.97], 0, 0)
    weak = window(loose, [True, False], [0.6], 1, 0)
    judged = [certainty(signs([one], "wish", 0.95, "state")) for one in (firm, weak)]
    assert judged[0] > 0.8 > 0.4 > judged[1]


def test_nothing_to_weigh() -> None:
    assert window(np.zeros((0, 2), np.float32), [], [], 0, 0) == NO_SIGNS
    assert 0 < certainty(signs([NO_SIGNS], "thanks", 0.9, None)) < 1
