"""What the very words leave no doubt about."""

from __future__ import annotations

import pytest

from agent.listening.change import Change
from agent.listening.domain import Domain
from agent.listening.mentions import find_mentions
from agent.listening.wording import conditional, said_tag, says_more, taken_back, tolerated
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


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("a cabin is fine too", True),
        ("can be also a cabin", True),
        ("I wouldn't mind a cabin", True),
        ("we don't mind a cabin at all", True),
        ("it could even be a cabin", True),
        ("a cabin would be ok", True),
        ("a cabin will do as well", True),
        ("no sauna then. A cabin is okay", True),
        ("a cabin is acceptable if it must be", True),
        ("anything else? a cabin is perfectly fine", True),
        ("no cabin is fine", False),
        ("I don't mind the noise, but please no cabin", False),
        ("forget the cabin, anywhere in town is fine", False),
        ("a cabin is out", False),
        ("take the cabin off. A flat will do", False),
        ("not a cabin, that is ok", False),
        ("drop the cabin", False),
        ("a cabin cannot be heated", False),
        ("I would mind a cabin", False),
        ("anything but a cabin is fine", False),
    ],
)
def test_what_will_do_is_no_refusal(text: str, so: bool) -> None:
    start = text.lower().find("cabin")
    assert tolerated(text, (start, start + 5)) is so
    if so:
        assert said_tag("remove", text, (0, len(text)), (start, start + 5)) == "want"


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("if it is only a room and not the whole cabin it is ok also", True),
        ("if it's not a cabin that is fine", True),
        ("not a cabin if you can", False),
        ("if it rains we want no cabin", False),
    ],
)
def test_what_is_supposed_and_will_do_is_no_refusal(text: str, so: bool) -> None:
    start = text.find("cabin")
    assert conditional(text, (start, start + 5)) is so
