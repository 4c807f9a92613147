from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from agent.listening.anecdote import without_stories
from agent.listening.bound import bounded_sum
from agent.listening.denial import adverbial
from core.model import Place, Range, Reading

OPENING = Pending("opening")


def said(readings: tuple[Reading, ...]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for r in readings:
        value = r.value.name if isinstance(r.value, Place) else r.value
        found.setdefault(r.attribute, []).append(value)
    return found


def test_a_part_in_the_business_is_heard_softly(businesses: Listener) -> None:
    text = "A laundromat in Ohio under $400,000 that does not need me every day"
    heard = businesses.hear(text, OPENING)
    found = said(heard.readings)
    assert found["state"] == ["Ohio"]
    assert found["asking_price"] == [Range(max=4e5)]
    assert found["industry"] == ["Personal services"]
    (role,) = (r for r in heard.readings if r.attribute == "owner_role")
    assert dict(role.weights).keys() == {"absentee", "semi-absentee"}
    assert role.must is None


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to work every day",
        "I'd rather not be there every day",
        "without me being there every day",
        "not full time",
    ],
)
@pytest.mark.parametrize("pending", [None, "opening", "cash_flow"])
def test_not_every_day_rules_no_words_out(
    businesses: Listener, text: str, pending: str | None
) -> None:
    heard = businesses.hear(text, Pending(pending) if pending else None)
    (role,) = heard.readings
    assert role.attribute == "owner_role"
    assert role.stance == "want"
    assert "full-time" not in dict(role.weights)


@pytest.mark.parametrize("part", ["every day", "after all", "there every day", "full time"])
def test_when_and_how_are_no_things(part: str) -> None:
    assert adverbial(part)
    assert not adverbial(f"{part} bakeries")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("I am retired and want a business in Texas", ["Texas"]),
        ("I live in Ohio and want a gym in Texas", ["Texas"]),
        ("I worked in Ohio for years and now I'm looking for a farm in Texas", ["Texas"]),
        ("Texas or Ohio", ["Texas", "Ohio"]),
        ("Texas, Ohio or Michigan", ["Texas", "Ohio", "Michigan"]),
        ("a bakery in Texas or in Ohio", ["Texas", "Ohio"]),
        ("Pizza place in Texas", ["Texas"]),
    ],
)
@pytest.mark.parametrize("pending", [None, "opening"])
def test_places_of_an_opening(
    businesses: Listener, text: str, state: list[str], pending: str | None
) -> None:
    heard = businesses.hear(text, Pending(pending) if pending else None)
    assert said(heard.readings)["state"] == state


def test_places_of_which_one_is_second_choice_are_one_wish(businesses: Listener) -> None:
    heard = businesses.hear("Texas, or Ohio at a push", OPENING)
    (found,) = heard.readings
    assert found.value == Place(name="Texas", kind="state")
    assert dict(found.weights).keys() == {"Texas", "Ohio"}


def test_only_a_story_that_turns_to_a_wish_is_blanked() -> None:
    text = "I am retired and want a farm"
    assert without_stories(text) == " " * 17 + "want a farm"
    for other in ("I have 300k and want a farm", "a farm and land", "I was a baker"):
        assert without_stories(other) == other


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("under 400000", 4e5),
        ("a gym, no more than 500000", 5e5),
        ("a gym, max 500k", 5e5),
        ("max 500,000 please", 5e5),
        ("400000 or less", 4e5),
    ],
)
@pytest.mark.parametrize("pending", [None, "opening"])
def test_a_bare_sum_with_a_bound_is_the_price(
    businesses: Listener, text: str, price: float, pending: str | None
) -> None:
    heard = businesses.hear(text, Pending(pending) if pending else None)
    assert said(heard.readings)["asking_price"] == [Range(max=price)]


@pytest.mark.parametrize(
    "text", ["under 40000 miles", "at most 20000 members", "no more than 50", "since 1990"]
)
def test_other_figures_are_no_price(businesses: Listener, text: str) -> None:
    assert not bounded_sum(text)
    assert "asking_price" not in said(businesses.hear(text, OPENING).readings)


def test_a_named_figure_is_not_the_price_too(businesses: Listener) -> None:
    heard = businesses.hear("sales under $500,000", OPENING)
    assert said(heard.readings) == {"revenue": [Range(max=5e5)]}
