"""Which words name a kind of thing, and what counts as all that was said of it."""

from __future__ import annotations

import pytest

from agent.kinds import alike, described, share, telling
from core.model import Place, Wish
from domains import load_pack

PACK = load_pack("businesses")
MAINE = Wish(attribute="state", value=Place(name="Maine", kind="state"))


def kind(said: str, *spoken: str) -> bool | None:
    """Whether a description is all of the kind; None where it names none."""
    wishes = (Wish(attribute="activity", value=said), MAINE)
    found = described(wishes, spoken or (said,), PACK)
    return None if found is None else found.alone


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("bookshop", "I want to buy a bookshop in Maine"),
        ("second-hand bookshop by the sea", "A second-hand bookshop by the sea, in Maine I know"),
        ("vineyard", "something I can run with my wife, a vineyard"),
        ("locksmith", "a locksmith please, nothing too big"),
    ],
)
def test_a_kind_that_is_all_that_was_said(said: str, spoken: str) -> None:
    assert kind(said, spoken) is True


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("whisky", "wine, beer, whisky, the corner store that the whole neighborhood stops by"),
        ("mending pumps and such", "Driving round cleaning backyard swimming pools each week"),
        ("regular garage, brakes and stickers", "regular garage, brakes and stickers"),
        (
            "stops",
            "It guards firms against burglars by computer with ready-made gadgets and alarms",
        ),
    ],
)
def test_a_part_of_what_was_said_is_not_all_of_it(said: str, spoken: str) -> None:
    assert kind(said, spoken) is False


@pytest.mark.parametrize(
    "said",
    [
        "prints money while I nap in a hammock",
        "something where I can talk with people all day",
        "business",
        "a good little company",
        "outdoors, seasonal, a crew, trucks, plows, mowers and a yard near town",
    ],
)
def test_a_story_or_a_word_for_anything_names_none(said: str) -> None:
    assert kind(said) is None


@pytest.mark.parametrize(
    ("one", "other", "akin"),
    [
        ("bakery", "bakery", True), ("microbrewery", "brewery", True),
        ("roastery", "roaster", True),
        ("book", "bookkeep", False), ("farm", "fish", False), ("bar", "barber", False),
    ],
)  # fmt: skip
def test_related_words(one: str, other: str, akin: bool) -> None:
    assert (alike(one, other) > 0) is akin
    assert alike(one, other) == alike(other, one)


def test_rare_words_tell_more() -> None:
    told = telling("fish farm", PACK)
    assert share(told, "An oyster farm") < 1
    assert share(told, "A farm for fish") == 1
    assert share(told, "A laundromat") == 0
