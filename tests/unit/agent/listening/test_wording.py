"""What the very words leave no doubt about."""

from __future__ import annotations

import pytest

from agent.listening.change import Change
from agent.listening.domain import Domain
from agent.listening.mentions import find_mentions
from agent.listening.wording import says_more, taken_back
from core.model import Place, Range
from tests.unit.agent.listening.made import change

OHIO = Place(name="Ohio", kind="state")
BOAT = Change("extras", "remove", (0, 4), "Boat")


@pytest.mark.parametrize(
    ("said", "held", "tag"),
    [
        (BOAT, {}, "avoid"),
        (BOAT, {"kind": frozenset({"bakery"})}, "avoid"),
        (BOAT, {"extras": frozenset({"boat"})}, "remove"),
        (BOAT, {"extras": frozenset({"sauna"})}, "remove"),
        (Change("place", "remove", (0, 4), OHIO), {}, "avoid"),
        (Change("place", "remove", (0, 4)), {}, "remove"),
        (Change("price", "remove", (0, 4), Range(max=3.0)), {}, "remove"),
        (Change("extras", "want", (0, 4), "Boat"), {}, "want"),
    ],
)
def test_what_nobody_asked_for_cannot_be_taken_back(
    said: Change, held: dict[str, frozenset[str]], tag: str
) -> None:
    assert taken_back(said, held).tag == tag


TOLD = "a bakery and or so, under 400k for sale maybe, near the old harbour with a view"


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("and or so", False),  # nothing by itself
        ("maybe", False),
        ("near the old harbour with a view", True),
        ("harbour", True),
        ("kind", False),  # what an attribute that was read is called
    ],
)
def test_what_is_told_as_unread_says_something(domain: Domain, words: str, more: bool) -> None:
    text = TOLD if words in TOLD else f"{TOLD}, {words}"
    read = [
        change(text, "a bakery", "kind", value="Bakery"),
        change(text, "under 400k", "price", value=Range(max=400_000.0)),
    ]
    at = text.index(words)
    called = domain.own_words["kind"]
    assert says_more((at, at + len(words)), read, find_mentions(text, domain), called) is more
