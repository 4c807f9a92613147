"""A plus leaves a figure open, or adds something else."""

from __future__ import annotations

import pytest

from readers.figures import find_figures
from readers.quantity import find_quantities


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("max £60 pn desk + fast wifi", (None, 60)), ("max £60 + desk", (None, 60)),
        ("£60 + desk", (60, 60)), ("250k + real estate", (250_000, 250_000)),
        ("under 90 a night + parking", (None, 90)), ("60+", (60, None)), ("60 +", (60, None)),
        ("60+ years", (60, None)), ("900k+ inventory", (900_000, None)),
        ("50 years plus", (50, None)),
    ],
)  # fmt: skip
def test_a_plus(text: str, ends: tuple[float | None, float | None]) -> None:
    (found,) = find_quantities(text, find_figures(text))
    assert (found.low, found.high) == ends
