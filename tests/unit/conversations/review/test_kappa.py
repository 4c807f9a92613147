"""Cohen's kappa against figures worked out by hand and published ones."""

from __future__ import annotations

import pytest

from conversations.review.kappa import cohen_kappa


def pairs(both: int, first: int, second: int, neither: int) -> list[tuple[bool, bool]]:
    counted = {(True, True): both, (True, False): first, (False, True): second}
    counted[False, False] = neither
    return [pair for pair, n in counted.items() for _ in range(n)]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ((20, 5, 10, 15), 0.4), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593),
        ((5, 0, 0, 5), 1.0), ((0, 5, 5, 0), -1.0),
    ],
)  # fmt: skip
def test_two_categories(table: tuple[int, int, int, int], kappa: float) -> None:
    assert cohen_kappa(pairs(*table)) == pytest.approx(kappa, abs=1e-4)


def test_three_categories() -> None:
    units = [("a", "a")] * 4 + [("b", "b")] * 3 + [("c", "c")] + [("a", "b"), ("c", "a")]
    assert cohen_kappa(units) == pytest.approx((0.8 - 0.39) / (1 - 0.39))


@pytest.mark.parametrize("units", [[], [(True, True)], [(False, False)] * 9])
def test_where_nothing_can_be_said(units: list[tuple[bool, bool]]) -> None:
    assert cohen_kappa(units) is None
