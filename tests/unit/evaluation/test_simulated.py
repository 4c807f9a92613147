from __future__ import annotations

import random
from collections import Counter

import pytest

from core.model import ItemValue, Kind, Place
from domains import load_pack
from evaluation.people.leak import leaks
from evaluation.people.noise import Noise, slipped
from evaluation.people.person import Person
from evaluation.people.phrasebook import phrasebook
from evaluation.people.saying import say
from evaluation.people.simulated import World, simulate

KINDS = {
    "industry": Kind.CATEGORY,
    "state": Kind.PLACE,
    "asking_price": Kind.MONEY,
    "established": Kind.YEAR,
    "franchise": Kind.FLAG,
    "activity": Kind.TEXT,
}
GOAL: dict[str, ItemValue] = {
    "industry": "Automotive",
    "state": (Place(name="Ohio", kind="state"), Place(name="United States", kind="country")),
    "asking_price": 450_000.0,
    "established": 1994.0,
    "franchise": False,
}
OTHER: dict[str, ItemValue] = {
    "industry": "Manufacturing",
    "state": (Place(name="Utah", kind="state"), Place(name="United States", kind="country")),
    "asking_price": 90_000.0,
    "established": 1971.0,
    "franchise": True,
}
SILENT = Noise(wrong=0, unknown=0, vague=0, change=0, slip=0)
BOOK = phrasebook("businesses")


def people(noise: Noise, n: int = 1) -> list[Person]:
    world = World(KINDS, BOOK, noise)
    return [simulate("A-1", ("A-1",), GOAL, OTHER, world, f"7/{i}") for i in range(n)]


def test_the_same_seed_gives_the_same_person() -> None:
    assert people(Noise(), 5) == people(Noise(), 5)
    assert len({person.opening for person in people(Noise(), 20)}) > 5


def test_without_noise_everything_said_is_true() -> None:
    for person in people(SILENT, 30):
        assert dict(person.clicks) == GOAL
        assert "Ohio" in person.answers["state"]
        assert "1994" in person.answers["established"]
        assert any(p in person.answers["industry"] for p in BOOK.values["industry"]["Automotive"])
        assert not person.changes


def test_nobody_says_the_id() -> None:
    assert not any("A-1" in text for person in people(Noise(), 50) for text in person.words)


def test_errors_and_ignorance_come_as_often_as_asked() -> None:
    crowd = people(Noise(wrong=0.1, unknown=0.2, change=0), 600)
    met = [(id, person) for person in crowd for id in GOAL]
    counts = Counter(
        "unknown" if id not in p.clicks else "true" if p.clicks[id] == GOAL[id] else "wrong"
        for id, p in met
    )
    assert counts["unknown"] / len(met) == pytest.approx(0.2, abs=0.03)
    assert counts["wrong"] / len(met) == pytest.approx(0.1, abs=0.02)


def test_a_change_of_mind_ends_with_what_is_meant() -> None:
    crowd = people(SILENT.model_copy(update={"change": 1.0}), 10)
    for person in crowd:
        change = person.changes["state"]
        assert "Utah" in change.first
        assert "Ohio" in change.then


@pytest.mark.parametrize(
    ("kind", "value", "low", "high"),
    [(Kind.NUMBER, 37.0, 15, 75), (Kind.YEAR, 2013.0, 2008, 2018)],
)
def test_a_vague_figure_stays_near(kind: Kind, value: float, low: float, high: float) -> None:
    for seed in range(60):
        said = say("team_size", kind, value, True, phrasebook("startups"), random.Random(seed))
        figures = [int(word) for word in said.split() if word.isdigit()]
        assert figures or any(word in said for word in ("ten", "zero"))
        assert all(low <= figure <= high for figure in figures), said


def test_a_vague_place_is_a_containing_one() -> None:
    places = (
        Place(name="Austin, Texas", kind="city"),
        Place(name="Texas", kind="state"),
        Place(name="United States", kind="country"),
    )
    for seed in range(20):
        vague = say("location", Kind.PLACE, places, True, BOOK, random.Random(seed))
        assert "Austin" not in vague
        assert "Texas" in vague or "United States" in vague
        assert "Austin" in say("location", Kind.PLACE, places, False, BOOK, random.Random(seed))


def test_slips_change_some_words_a_little() -> None:
    text = "something around the house would certainly suit me " * 20
    wrong = slipped(text, 0.5, random.Random(3))
    changed = [(a, b) for a, b in zip(text.split(), wrong.split(), strict=True) if a != b]
    assert 20 < len(changed) < 120
    assert all(abs(len(a) - len(b)) <= 1 and a[0] == b[0] for a, b in changed)
    assert slipped(text, 0, random.Random(3)) == text


@pytest.mark.parametrize("pack_id", ["businesses", "startups"])
def test_the_phrases_are_of_values_that_the_pack_knows(pack_id: str) -> None:
    pack, book = load_pack(pack_id), phrasebook(pack_id)
    for id, phrases in book.values.items():
        closed = {choice.value for choice in pack.attribute(id).choices}
        known = closed or ({"yes", "no"} if pack.attribute(id).type is Kind.FLAG else set(phrases))
        assert set(phrases) <= known
    assert {a.id for a in pack.attributes} >= {*book.hints, *book.described, *book.units}


def test_a_pack_without_phrases_is_spoken_of_by_its_values() -> None:
    book = phrasebook("no-such-pack")
    assert say("kind", Kind.CATEGORY, "Old Barn", False, book, random.Random(1)) == "old barn"


def test_four_shared_words_give_an_item_away() -> None:
    text = "A turn-key car wash, owner retiring."
    assert leaks(["I want: turn key CAR wash"], text)
    assert not leaks(["a car wash", "turn-key car"], text)
