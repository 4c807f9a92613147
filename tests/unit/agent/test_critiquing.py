from __future__ import annotations

import pytest

from agent.critiquing import critiqued
from catalogue.snapshot import Snapshot
from core.model import Critique, Heard, Range

SHOWN = ("shop-0", "shop-1", "shop-4", "shop-11")


def heard(*critiques: Critique) -> Heard:
    return Heard(acts=("like",), critiques=critiques)


@pytest.mark.parametrize(
    ("critique", "bound"),
    [
        (Critique(attribute="price", direction="less", position=2), ("max", 200_000)),
        (Critique(attribute="price", direction="more", position=1), ("min", 100_000)),
        (Critique(attribute="price", direction="less"), ("max", 200_000)),
    ],
)
def test_figures_are_bounded_by_what_was_shown(
    snapshot: Snapshot, critique: Critique, bound: tuple[str, float]
) -> None:
    (reading,) = critiqued(heard(critique), SHOWN, (), snapshot).readings
    assert isinstance(reading.value, Range)
    end = getattr(reading.value, bound[0])
    assert end == pytest.approx(bound[1], rel=0.03)
    assert (end < bound[1]) == (bound[0] == "max")
    assert reading.must
    assert reading.replace


def test_another_kind_is_wanted(snapshot: Snapshot) -> None:
    critique = Critique(attribute="kind", direction="less")
    (reading,) = critiqued(heard(critique), SHOWN, (), snapshot).readings
    assert (reading.stance, reading.value) == ("avoid", "bakery")


@pytest.mark.parametrize(
    "critique",
    [
        Critique(attribute="price", direction="less", position=4),
        Critique(attribute="price", direction="less", position=9),
        Critique(attribute="nothing", direction="less"),
        Critique(attribute="kind", direction="more"),
    ],
)
def test_what_cannot_be_compared_changes_nothing(snapshot: Snapshot, critique: Critique) -> None:
    assert critiqued(heard(critique), SHOWN, (), snapshot).readings == ()
