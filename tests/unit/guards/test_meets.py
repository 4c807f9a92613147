"""Meeting a wish, for every kind of attribute."""

from __future__ import annotations

from typing import Any

import pytest

from core.model import Kind, Place, Range, Stated, Wish
from guards.meets import meets, to_meet

BOSTON = Place(name="Boston, Massachusetts", kind="city")
STATE = Place(name="Massachusetts", kind="state")
OHIO = Place(name="Ohio", kind="state")
PLACES = (BOSTON, STATE, Place(name="United States", kind="country"))

CASES: list[tuple[Kind, Any, Any, bool | None]] = [
    (Kind.CATEGORY, "food", "food", True),
    (Kind.CATEGORY, "food", "trades", False),
    (Kind.CATEGORY, "food", 3.0, None),
    (Kind.CATEGORIES, "wifi", ("wifi", "pool"), True),
    (Kind.CATEGORIES, "sauna", ("wifi", "pool"), False),
    (Kind.CATEGORIES, "wifi", (), False),
    (Kind.NUMBER, Range(min=3, max=5), 3.0, True),
    (Kind.NUMBER, Range(min=3, max=5), 5.5, False),
    (Kind.NUMBER, Range(min=3), 1e9, True),
    (Kind.MONEY, Range(max=500_000), 500_000.0, True),
    (Kind.MONEY, Range(max=500_000), 500_000.01, False),
    (Kind.YEAR, Range(min=1990, max=1999), 1994.0, True),
    (Kind.NUMBER, Range(min=0), True, None),
    (Kind.NUMBER, "three", 3.0, None),
    (Kind.PLACE, STATE, PLACES, True),
    (Kind.PLACE, BOSTON, PLACES, True),
    (Kind.PLACE, OHIO, PLACES, False),
    (Kind.PLACE, BOSTON, (STATE,), False),
    (Kind.PLACE, STATE, (), None),
    (Kind.FLAG, True, True, True),
    (Kind.FLAG, True, False, False),
    (Kind.FLAG, False, False, True),
    (Kind.FLAG, "yes", True, None),
    (Kind.TEXT, "bread", "bread", None),
]


@pytest.mark.parametrize(("kind", "wished", "value", "met"), CASES)
def test_wanted(kind: Kind, wished: Any, value: Any, met: bool | None) -> None:
    assert meets(Wish(attribute="a", value=wished), Stated(value=value), kind) is met


@pytest.mark.parametrize(("kind", "wished", "value", "met"), CASES)
def test_avoided_is_the_opposite(kind: Kind, wished: Any, value: Any, met: bool | None) -> None:
    wish = Wish(attribute="a", stance="avoid", value=wished)
    assert meets(wish, Stated(value=value), kind) is (None if met is None else not met)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("stance", ["want", "avoid"])
def test_an_item_that_does_not_say(kind: Kind, stance: Any) -> None:
    assert meets(Wish(attribute="a", stance=stance, value="x"), None, kind) is None


@pytest.mark.parametrize("kind", Kind)
def test_what_does_not_matter_is_met(kind: Kind) -> None:
    assert meets(Wish(attribute="a", stance="any"), None, kind) is True


def test_a_wish_without_value_says_nothing() -> None:
    assert meets(Wish(attribute="a"), Stated(value="x"), Kind.CATEGORY) is None


def test_silence_counts_where_the_pack_says_so() -> None:
    stated = Stated(value=False, default=True)
    assert meets(Wish(attribute="a", value=False), stated, Kind.FLAG) is True


def test_of_several_values_each_counts_but_alternatives_once() -> None:
    pool, wifi, oven = (
        Wish(attribute="there", value=value, either=value != "wifi")
        for value in ("pool", "wifi", "oven")
    )
    avoided = Wish(attribute="there", stance="avoid", value="dogs")
    wishes = [pool, wifi, avoided, oven]
    assert to_meet(wishes, Kind.CATEGORIES) == [[pool, oven], [wifi]]
    assert to_meet(wishes, Kind.CATEGORY) == [[pool, wifi, oven]]
    assert to_meet([avoided], Kind.CATEGORY) == []
