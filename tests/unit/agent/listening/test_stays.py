"""How people ask for a place to stay, in their own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from agent.listening import Listener, Pending
from agent.listening.exclusion import exclusions
from core.model import Place, Range
from domains import load_pack
from models.encoder import Encoder

OPENING = Pending("opening")
Said = dict[str, list[object]]


@pytest.fixture(scope="module")
def hear(businesses: Listener) -> Callable[[str], Said]:
    pack = load_pack("stays")
    vocabulary = {a.id: {c.value: 10 for c in a.choices} for a in pack.attributes if a.choices}
    cities = ("Edinburgh, United Kingdom", "Newark, New Jersey", "Bristol, United Kingdom")
    places = {"place": {Place(name=name, kind="city"): 5 for name in cities}}
    figures = {"guests": (1.0, 2.0, 3.0, 5.0, 9.0), "price_per_night": (37.0, 71.0, 111.0, 368.0)}
    encoder: Encoder = businesses.encoder
    listener = Listener(pack, vocabulary, encoder, places, lambda: date(2026, 1, 13), figures)

    def said(text: str) -> Said:
        found: Said = {}
        for r in listener.hear(text, OPENING).readings:
            value = r.value.name if isinstance(r.value, Place) else r.value
            found.setdefault(r.attribute, []).append(value)
        return found

    return said


def test_for_four_is_how_many_it_must_sleep_at_least(hear: Callable[[str], Said]) -> None:
    found = hear("a flat for four near the old town, under 150 a night")
    assert found["guests"] == [Range(min=4)]
    assert found["price_per_night"] == [Range(max=150)]
    assert found["kind"] == ["Flat"]
    assert found["central"] == [True]


def test_for_under_150_is_a_price_and_for_two_nights_a_time(hear: Callable[[str], Said]) -> None:
    found = hear("a flat for under 150 a night, for 2 nights")
    assert found["price_per_night"] == [Range(max=150)]
    assert "guests" not in found
    assert found["minimum_nights"] == [Range(max=2)]


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("a flat for two in Bristol from June 3 to June 10", 7),
        ("for a family of four, 30 May to 2 June, our dates are flexible", 3),
        ("two weeks in July near the sea, for 4", 14),
        ("somewhere quiet from Friday to Monday", 3),
    ],
)
def test_dates_are_heard_as_nights(hear: Callable[[str], Said], text: str, nights: float) -> None:
    assert hear(text)["minimum_nights"] == [Range(max=nights)]


def test_the_time_a_price_is_for_is_no_stay(hear: Callable[[str], Said]) -> None:
    assert "minimum_nights" not in hear("a room for one under $900 a week, cleaned twice a week")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("a house with a garden and free parking", {"Garden", "Free parking"}),
        ("we need a cot and a high chair", {"Cot", "High chair"}),
        ("somewhere with a crib and an elevator", {"Cot", "Lift"}),
        ("washer and dryer please", {"Washing machine", "Tumble dryer"}),
    ],
)
def test_several_things_are_wished_at_once_in_american_and_british(
    hear: Callable[[str], Said], text: str, there: set[str]
) -> None:
    assert set(hear(text)["amenities"]) == there


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("family of five going to Bristol for 4 nights", "Bristol, United Kingdom"),
        ("Newark near the airport, one night only", "Newark, New Jersey"),
        ("no stairs, ground floor, two of us, in Edinburgh", "Edinburgh, United Kingdom"),
    ],
)
def test_places_are_heard_wherever_they_stand(
    hear: Callable[[str], Said], text: str, place: str
) -> None:
    assert hear(text)["place"] == [place]


def test_a_wish_after_a_list_of_what_is_ruled_out_is_not_swallowed() -> None:
    (one,) = exclusions("no pubs, clubs and the like, in Bristol, under 100")
    assert "Bristol" not in one.what
    assert "no pubs, clubs and the like, in Bristol, under 100"[one.span[1] :].strip(" ,") != ""
