"""A critique becomes a wish by the values of the item that is meant."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from agent.critiquing import critiqued, homeless
from catalogue.column import PlaceColumn
from catalogue.members import Members
from catalogue.snapshot import Snapshot
from core.model import Critique, Heard, Place, Range, Reading, Wish

SHOWN = ("shop-1", "shop-0", "shop-4", "shop-8", "shop-11")
"""By price 200, 100, 500, 900 thousand and unsaid; bakery, bakery, garage, salon and unsaid."""

OHIO, TEXAS = Place(name="Ohio", kind="state"), Place(name="Texas", kind="state")


def heard(*critiques: Critique) -> Heard:
    return Heard(acts=("like",), critiques=critiques)


def reading(snapshot: Snapshot, critique: Critique, *wishes: Wish) -> Reading | None:
    found = critiqued(heard(critique), SHOWN, wishes, snapshot).readings
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("critique", "end", "of"),
    [
        (Critique(attribute="price", direction="less", position=1), "max", 200_000),
        (Critique(attribute="price", direction="less", position=2), "max", 100_000),
        (Critique(attribute="price", direction="less", position=3), "max", 500_000),
        (Critique(attribute="price", direction="more", position=2), "min", 100_000),
        (Critique(attribute="price", direction="more", position=4), "min", 900_000),
        (Critique(attribute="price", direction="less"), "max", 200_000),
        (Critique(attribute="price", direction="more"), "min", 200_000),
    ],
)
def test_a_figure_is_bounded_by_the_item_meant(
    snapshot: Snapshot, critique: Critique, end: str, of: float
) -> None:
    """Without an item the best of the five is meant, never the middle of them."""
    found = reading(snapshot, critique)
    assert found is not None
    assert isinstance(found.value, Range)
    bound = getattr(found.value, end)
    assert bound == pytest.approx(of, rel=0.03)
    assert (bound < of) == (end == "max")
    assert getattr(found.value, {"max": "min", "min": "max"}[end]) is None
    assert found.replace


@pytest.mark.parametrize("must", [True, False, None])
@pytest.mark.parametrize("direction", ["less", "more"])
@pytest.mark.parametrize("attribute", ["price", "kind"])
def test_it_is_a_must_only_where_that_was_said(
    snapshot: Snapshot, attribute: str, direction: str, must: bool | None
) -> None:
    said = {"attribute": attribute, "direction": direction, "position": 1, "must": must}
    found = reading(snapshot, Critique.model_validate(said))
    assert found is not None
    assert found.must is must


@pytest.mark.parametrize(
    ("direction", "position", "stance", "value"),
    [
        ("like", 1, "want", "bakery"),
        ("like", 3, "want", "garage"),
        ("like", 4, "want", "salon"),
        ("like", None, "want", "bakery"),
        ("more", 3, "want", "garage"),
        ("unlike", 3, "avoid", "garage"),
        ("unlike", None, "avoid", "bakery"),
        ("less", 4, "avoid", "salon"),
        ("less", None, "avoid", "bakery"),
    ],
)
def test_the_kind_of_the_item_or_another(
    snapshot: Snapshot, direction: str, position: int | None, stance: str, value: str
) -> None:
    said = {"attribute": "kind", "direction": direction, "position": position}
    found = reading(snapshot, Critique.model_validate(said))
    assert found is not None
    assert (found.stance, found.value) == (stance, value)


@pytest.mark.parametrize(
    "critique",
    [
        Critique(attribute="price", direction="less", position=5),
        Critique(attribute="price", direction="less", position=9),
        Critique(attribute="price", direction="like", position=1),
        Critique(attribute="kind", direction="unlike", position=5),
        Critique(attribute="kind", direction="like", position=9),
        Critique(attribute="nothing", direction="less"),
        Critique(attribute="about", direction="like", position=1),
    ],
)
def test_what_cannot_be_compared_changes_nothing(snapshot: Snapshot, critique: Critique) -> None:
    assert reading(snapshot, critique) is None


@pytest.mark.parametrize("shown", [(), ("shop-99",)])
def test_nothing_shown_changes_nothing(snapshot: Snapshot, shown: tuple[str, ...]) -> None:
    for direction in ("less", "like"):
        for attribute in ("price", "kind"):
            said = Critique.model_validate({"attribute": attribute, "direction": direction})
            assert critiqued(heard(said), shown, (), snapshot).readings == ()


def test_what_was_said_besides_is_kept(snapshot: Snapshot) -> None:
    """ "Like the second, but cheaper" keeps its kind and bounds its price."""
    own = Reading(attribute="open", value=True)
    both = heard(
        Critique(attribute="kind", direction="like", position=3),
        Critique(attribute="price", direction="less", position=3),
    ).model_copy(update={"readings": (own,)})
    found = critiqued(both, SHOWN, (), snapshot)
    assert found.readings[0] == own
    assert [(r.attribute, r.stance) for r in found.readings[1:]] == [
        ("kind", "want"), ("price", "want"),
    ]  # fmt: skip
    assert found.readings[1].value == "garage"


@pytest.fixture
def placed(snapshot: Snapshot) -> Snapshot:
    """The same, the first six in Ohio and the others in Texas."""
    matrix = np.zeros((2, len(snapshot.ids)), np.bool_)
    matrix[0, :6], matrix[1, 6:] = True, True
    nowhere = np.full(len(snapshot.ids), np.nan, np.float32)
    column = PlaceColumn(
        (OHIO, TEXAS), Members.table(matrix), np.ones(matrix.shape[1], np.bool_), nowhere, nowhere
    )
    return replace(snapshot, columns={**snapshot.columns, "place": column})


def test_closer_is_within_the_wished_place(placed: Snapshot) -> None:
    closer = Critique(attribute="place", direction="less")
    wish = Wish(attribute="place", value=OHIO)
    found = reading(placed, closer, wish)
    assert found == Reading(attribute="place", value=OHIO, must=True, replace=True)
    assert reading(placed, closer) is None
    near = Critique(attribute="place", direction="less", position=1)
    assert reading(placed, near, wish) is None


def test_closer_to_what_is_asked_where_nobody_said(placed: Snapshot) -> None:
    closer = heard(Critique(attribute="place", direction="less"))
    assert homeless(closer, placed) == "place"
    named = closer.model_copy(update={"readings": (Reading(attribute="place", value=OHIO),)})
    assert homeless(named, placed) is None
    assert homeless(heard(Critique(attribute="price", direction="less")), placed) is None
