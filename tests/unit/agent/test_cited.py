"""Of what a model says of items only what they say themselves is kept."""

from __future__ import annotations

import pytest

from agent.cited import CitedSentence, Told, spoken, supported
from core.model import Evidence, Item, Stated
from domains import load_pack

PACK = load_pack("businesses")
TEXT = (
    "Riverside Laundry. The lease runs until 2031. No special licence is needed. Two part-timers."
)


def item(id: str = "1") -> Item:
    price = Stated(value=450_000.0, evidence=Evidence(text="The lease", start=19, end=28))
    return Item(
        id=id,
        pack="businesses",
        title="Riverside Laundry",
        url=None,
        summary="A laundry.",
        cleaned=TEXT,
        attributes={"asking_price": price},
        available=True,
    )


def kept(text: str, quote: str, item_id: str = "1") -> bool:
    told = Told(sentences=[CitedSentence(text=text, item_id=item_id, quote=quote)])
    return bool(supported(told, {"1": item()}, PACK, lambda text: "promise" not in text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The lease runs until 2031.", "The lease runs until 2031"),
        ("No licence is needed.", "No special licence is needed."),
        ("It has two part-timers.", "two part-timers"),
        ("The asking price is $450,000.", "$450,000"),
    ],
)
def test_what_the_item_says(text: str, quote: str) -> None:
    assert kept(text, quote)


@pytest.mark.parametrize(
    ("text", "quote", "item_id"),
    [
        ("The lease runs until 2035.", "The lease runs until 2031", "1"),
        ("The lease runs until 2031.", "The lease runs until 2035", "1"),
        ("A licence is needed.", "No special licence is needed.", "1"),
        ("The lease does not run until 2031.", "The lease runs until 2031", "1"),
        ("The staff is loyal.", "Two part-timers.", "1"),
        ("The landlord is Boston Trust.", "The lease runs until 2031", "1"),
        ("The lease runs until 2031.", "", "1"),
        ("The lease runs until 2031.", "The lease runs until 2031", "2"),
        ("I promise the lease runs until 2031.", "The lease runs until 2031", "1"),
        ("", "The lease", "1"),
    ],
)
def test_what_it_does_not_say(text: str, quote: str, item_id: str) -> None:
    assert not kept(text, quote, item_id)


def test_quotes_are_shown_and_items_told_apart() -> None:
    one = CitedSentence(text="It is so.", item_id="1", quote="so")
    two = CitedSentence(text="It is not.", item_id="2", quote="not")
    titles = {"1": "First", "2": "Second"}
    assert spoken([one], titles) == "It is so. (“so”)"
    assert spoken([one, two], titles) == "First: It is so. (“so”)\nSecond: It is not. (“not”)"
