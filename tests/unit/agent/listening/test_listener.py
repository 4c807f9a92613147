from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.listening import CachedEncoder, Listener, Pending, apply
from core.model import Heard, Kind, Place, Range, Reading, Wish
from domains import Attribute, Choice, Pack, load_pack

PORTO = Place(name="Porto, Portugal", kind="city")
LISBON = Place(name="Lisbon, Portugal", kind="city")
PORTUGAL = Place(name="Portugal", kind="country")


class WordEncoder:
    """Texts that share words are alike; counts what it encodes."""

    name = "words"
    dimension = 256

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(",", " ").replace(".", " ").split():
                row[int.from_bytes(blake2b(word.encode(), digest_size=1).digest())] += 1
        lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / lengths, dtype=np.float32)


def stays() -> Pack:
    base = load_pack("businesses")
    attributes = (
        Attribute(id="place", type=Kind.PLACE, label="Place", words=("location",)),
        Attribute(
            id="price", type=Kind.MONEY, label="Price per night", words=("price",), unit="a night"
        ),
        Attribute(id="bedrooms", type=Kind.NUMBER, label="Bedrooms", words=("bedroom",)),
        Attribute(id="built", type=Kind.YEAR, label="Built", words=("built",)),
        Attribute(
            id="kind",
            type=Kind.CATEGORY,
            label="Kind of home",
            choices=(
                Choice(value="Flat", words=("apartment",), about="rooms in a large building"),
                Choice(value="House", words=("cottage", "villa"), about="a home with a garden"),
                Choice(value="Boat", words=("barge",), about="it floats on the river"),
            ),
        ),
        Attribute(
            id="pets",
            type=Kind.FLAG,
            label="Pets",
            words_true=("pets welcome", "pets", "dogs"),
            words_false=("no pets",),
        ),
        Attribute(id="wish", type=Kind.TEXT, label="What it should be like"),
        Attribute(
            id="extras", type=Kind.CATEGORIES, label="Extras", synonyms={"Wi-Fi": ("internet",)}
        ),
    )
    changed = {"attributes": attributes, "availability": None, "id": "stays", "currency": "EUR"}
    return base.model_copy(update=changed)


@lru_cache(maxsize=1)
def listener() -> Listener:
    return Listener(
        stays(),
        {
            "kind": {"Flat": 60, "House": 30, "Boat": 2},
            "extras": {"Wi-Fi": 80, "Pool": 9, "Sauna": 3},
        },
        WordEncoder(),
        {"place": {PORTO: 40, LISBON: 50, PORTUGAL: 90}},
        lambda: date(2026, 6, 1),
        {
            "price": (40, 60, 90, 140, 300),
            "bedrooms": (1, 1, 2, 3, 5),
            "built": (1900, 1950, 1980, 2005, 2020),
        },
    )


def hear(
    text: str, attribute: str | None = None, wishes: Sequence[Wish] = (), **more: str
) -> Heard:
    purpose: Any = more.get("purpose", "ask")
    assert purpose in ("ask", "relax", "confirm")
    pending = Pending(attribute, purpose) if attribute else None
    return listener().hear(text, pending, wishes)


def said(heard: Heard, attribute: str) -> list[tuple[str, object]]:
    return [(r.stance, r.value) for r in heard.readings if r.attribute == attribute]


def test_several_wishes_in_one_sentence() -> None:
    heard = hear("two-bedroom in Porto under 150 a night", "opening")
    assert said(heard, "bedrooms") == [("want", Range(min=2, max=2))]
    assert said(heard, "place") == [("want", PORTO)]
    assert said(heard, "price") == [("want", Range(max=150))]
    assert heard.text == "two-bedroom in Porto under 150 a night"


def test_an_opening_story_is_no_wish() -> None:
    heard = hear(
        "I worked in Lisbon for 30 years and sold my two bedrooms there. Now a garden.", "opening"
    )
    assert heard.readings == ()
    assert heard.acts == ("answer",)


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("up to 120", "price", Range(max=120)),
        ("about 100", "price", Range(min=80, max=120)),
        ("three or four", "bedrooms", Range(min=3, max=4)),
        ("since 1990 or so", "built", Range(min=1989, max=1991)),
        ("Lisbon, if I may", "place", LISBON),
        ("an apartment", "kind", "Flat"),
        ("it floats", "kind", "Boat"),
        ("yes, we bring two dogs", "pets", True),
        ("No. I am allergic", "pets", False),
        ("with internet", "extras", "Wi-Fi"),
        ("quiet and green", "wish", "quiet and green"),
    ],
)
def test_answers(text: str, attribute: str, value: object) -> None:
    heard = hear(text, attribute)
    assert said(heard, attribute)[0] == ("want", value)
    assert "answer" in heard.acts


def test_named_values_of_a_list_are_wishes_of_their_own() -> None:
    assert {v for _, v in said(hear("a sauna and a pool", "extras"), "extras")} == {"Sauna", "Pool"}


def test_a_bounded_figure_gets_its_must_from_the_same_breath() -> None:
    heard = hear("up to 120. That one is a must.. And no boat.", "price")
    assert [(r.attribute, r.must, r.stance) for r in heard.readings] == [
        ("price", True, "want"),
        ("kind", None, "avoid"),
    ]


@pytest.mark.parametrize("attribute", [a.id for a in stays().attributes])
def test_not_knowing_and_not_minding_everywhere(attribute: str) -> None:
    assert hear("hard to say", attribute).acts == ("unsure",)
    assert hear("hard to say", attribute).readings == ()
    assert said(hear("doesn't matter to me", attribute), attribute) == [("any", None)]


def test_exclusions_resolve_to_values_places_flags_or_words() -> None:
    heard = hear("doesn't matter to me. And no boat.", "bedrooms")
    assert said(heard, "kind") == [("avoid", "Boat")]
    assert said(hear("whatever. And not in Lisbon.", "bedrooms"), "place") == [("avoid", LISBON)]
    assert said(hear("whatever. And no pets.", "bedrooms"), "pets") == [("want", False)]
    assert said(hear("whatever. And no loud bars.", "bedrooms"), "wish") == [("avoid", "loud bars")]


def test_no_is_an_answer_and_not_an_exclusion() -> None:
    heard = hear("no dogs", "pets")
    assert [(r.attribute, r.stance, r.value) for r in heard.readings] == [("pets", "want", False)]


def test_a_correction_names_another_attribute_than_the_pending_one() -> None:
    first = hear("Lisbon", "place")
    wishes, _ = apply((), first, stays(), 1)
    other = hear("actually, scrap that. It's Porto, not Lisbon.", "bedrooms", wishes)
    after, contradictions = apply(wishes, other, stays(), 2)
    assert [(w.attribute, w.value) for w in after] == [("place", PORTO)]
    assert contradictions == ()


def test_a_corrected_year_leaves_the_rest_alone() -> None:
    readings = (
        Reading(attribute="kind", value="Flat"),
        Reading(attribute="built", value=Range(min=2018, max=2018)),
    )
    wishes, _ = apply((), Heard(acts=("answer",), readings=readings), stays(), 1)
    heard = hear("Sorry, I got that wrong, it was built in 1988", "pets", wishes)
    after, _ = apply(wishes, heard, stays(), 2)
    assert {(w.attribute, w.value) for w in after} == {
        ("kind", "Flat"),
        ("built", Range(min=1988, max=1988)),
    }


def test_withdrawals_and_indifference_by_name() -> None:
    assert list(hear("forget the price", "pets").readings) == [
        Reading(attribute="price", remove=True)
    ]
    assert said(hear("the location doesn't matter", "pets"), "place") == [("any", None)]


@pytest.mark.parametrize(
    ("text", "purpose", "act"),
    [
        ("Yes, that's fine.", "relax", "yes"),
        ("No, I can't bend on that one.", "relax", "no"),
        ("doesn't matter", "relax", "yes"),
        ("that one is a must", "relax", "no"),
        ("yes", "confirm", "yes"),
    ],
)
def test_offers_and_contradictions(text: str, purpose: str, act: str) -> None:
    heard = hear(text, "price", purpose=purpose)
    assert heard.acts == (act,)
    assert heard.readings == ()


def test_own_words_settle_a_contradiction() -> None:
    heard = hear("up to 90", "price", purpose="confirm")
    assert [(r.value, r.replace) for r in heard.readings] == [(Range(max=90), True)]


def test_none_of_these_keeps_the_description() -> None:
    heard = hear("None of these is quite it. A tower by the sea")
    assert heard.acts[0] == "more"
    assert heard.text == "A tower by the sea"
    assert heard.readings == ()


@pytest.mark.parametrize("text", ["", " ", "?!", "…"])
def test_nothing_to_read(text: str) -> None:
    assert hear(text, "price").acts == ("empty",)


def test_unread_figures_ask_for_help() -> None:
    assert not hear("as the market goes", "price").sure
    assert hear("up to 90", "price").sure


def test_an_utterance_is_encoded_at_most_once() -> None:
    inner = WordEncoder()
    shared = CachedEncoder(inner)
    one = Listener(stays(), {"kind": {"Flat": 1}}, shared, {}, lambda: date(2026, 6, 1))
    inner.encoded.clear()
    heard = one.hear("somewhere that floats", Pending("kind"))
    assert heard.text is not None
    shared.encode([heard.text])
    assert inner.encoded == ["somewhere that floats"]


def test_the_cache_forgets_the_oldest() -> None:
    inner = WordEncoder()
    cache = CachedEncoder(inner, size=2)
    for text in ("a", "b", "c", "a"):
        assert np.allclose(cache.encode([text]), inner.encode([text]))
    assert inner.encoded.count("a") == 4
