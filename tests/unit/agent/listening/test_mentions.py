"""Figures, people, places, values and names are found wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.listening.domain import Domain
from agent.listening.mentions import find_mentions
from tests.unit.agent.listening.made import made_domain

MADE = made_domain()

Ends = tuple[float | None, float | None]

FIGURES: dict[str, Ends] = {
    "$500k": (500_000, 500_000),
    "under 400k": (None, 400_000),
    "nothing over 400k": (None, 400_000),
    "a cafe, 300k to 500k": (300_000, 500_000),
    "5 to 15 million": (5e6, 15e6),
    "half a million": (500_000, 500_000),
    "at least a million two": (1_200_000, None),
    "not less than 300k": (300_000, None),
    "ninety-five a night": (95, 95),
    "a hundred and twenty a night": (120, 120),
    "between 200 and 300": (200, 300),
    "10 employees or less": (None, 10),
    "not a dime above 450,000": (None, 450_000),
    "3 1/2 baths": (3.5, 3.5),
    "two": (2, 2),
}


@pytest.mark.parametrize(("text", "ends"), FIGURES.items())
def test_a_figure_and_its_ends(domain: Domain, text: str, ends: Ends) -> None:
    (found,) = find_mentions(text, domain).figures
    assert (found.quantity.low, found.quantity.high) == ends


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$90", "money"), ("£90", "money"), ("90 dollars", "money"), ("90 bucks", "money"),
        ("400k", "scaled"), ("1.2M in sales", "scaled"), ("half a million", "scaled"),
        ("20%", "percent"), ("20 percent", "percent"),
        ("1998", "year"), ("since 1998", "year"), ("built in 2004", "year"),
    ],
)  # fmt: skip
def test_a_figure_has_the_unit_that_was_said_and_no_other(
    domain: Domain, text: str, unit: str
) -> None:
    (found,) = find_mentions(text, domain).figures
    units = {name for name in ("money", "scaled", "percent", "year") if getattr(found, name)}
    assert unit in units
    assert units <= {unit, "scaled"} if unit == "money" else units == {unit}


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("ninety-five a night", "day"),
        ("95 per night", "day"),
        ("$2,500 a month", "month"),
        ("80 per week", "week"),
        ("500 dollars a year", "year"),
        ("20 bucks an hour", "hour"),
        ("3000 usd per month", "month"),
        ("1500 eur / month", "month"),
        ("80 euro the night", "day"),
        ("1500 each month", "month"),
        ("twenty pounds each", "head"),
        ("95", None),
        ("three nights", None),
    ],
)
def test_a_rate_is_for_a_time(domain: Domain, text: str, per: str | None) -> None:
    (found,) = find_mentions(text, domain).figures
    assert found.per == per


@pytest.mark.parametrize("text", ["24/7", "call 555-1234", "a bakery", "", "?"])
def test_no_figure(domain: Domain, text: str) -> None:
    assert find_mentions(text, domain).figures == ()


@pytest.mark.parametrize(
    ("text", "nights"),
    [("three nights", 3), ("two weeks in May", 14), ("a stay of one night", 1)],
)
def test_nights_are_counted(domain: Domain, text: str, nights: float) -> None:
    assert [stay.exact for stay in find_mentions(text, domain).stays] == [nights]


@pytest.mark.parametrize("text", ["ninety-five a night", "$120 per night", "under 90 a night"])
def test_a_rate_is_no_stay_of_one_night(domain: Domain, text: str) -> None:
    assert find_mentions(text, domain).stays == ()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("since 1998", (1998, 1998)),
        ("founded 2010 or later", (2010, None)),
        ("older than 30 years", (None, 1996)),
        ("at least 25 years old", (None, 2001)),
        ("in the eighties", (1980, 1989)),
    ],
)
def test_years_and_ages_are_years(domain: Domain, text: str, ends: Ends) -> None:
    assert {(a.min, a.max) for a in find_mentions(text, domain).years} == {ends}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a bakery in PA", {"Pennsylvania": "PA"}),
        ("HVAC PA", {"Pennsylvania": "PA"}),
        ("in Ohio or Indiana", {"Ohio": "Ohio", "Indiana": "Indiana"}),
        ("Georgia", {"Georgia": "Georgia"}),
        ("a gym near Dallas", {"Dallas, Texas": "near Dallas"}),
        ("Akron, Ohio", {"Akron, Ohio": "Akron, Ohio"}),
        ("texas", {"Texas": "texas"}),
        ("pa, in the end", {}),
        ("it is in or out", {}),
        ("a bakery", {}),
    ],
)
def test_places_are_found_in_their_own_letters(
    domain: Domain, text: str, places: dict[str, str]
) -> None:
    found = find_mentions(text, domain).places
    assert {p.places[0][0].name: text[slice(*p.span)] for p in found} == places


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a bakery", {("kind", "Bakery")}),
        ("bakeries or cafes", {("kind", "Bakery"), ("kind", "Cafe")}),
        ("with a sauna", {("extras", "Sauna")}),
        ("a garden", {("garden", "true")}),
        ("something quiet", set()),
    ],
)
def test_values_are_found_by_the_words_of_the_pack(
    domain: Domain, text: str, values: set[tuple[str, str]]
) -> None:
    assert {(v.attribute, v.value) for v in find_mentions(text, domain).values} == values


def test_names_of_attributes_are_found(domain: Domain) -> None:
    text = "which price, and how many bedrooms?"
    named = {id: text[slice(*span)] for id, span in find_mentions(text, domain).names}
    assert named == {"price": "price", "rooms": "bedrooms"}


def test_every_kind_is_found_in_one_sentence(domain: Domain) -> None:
    text = "My wife and I want a bakery in Ohio, built since 1990, under $400k, 3 bedrooms."
    found = find_mentions(text, domain)
    assert [g.exact for g in found.people] == [2]
    assert [text[slice(*f.span)] for f in found.figures] == ["1990", "400k", "3"]
    assert [text[slice(*p.span)] for p in found.places] == ["Ohio"]
    assert [v.value for v in found.values] == ["Bakery"]
    assert found.figures[2].after[0] == "bedroom"


@given(st.text(max_size=120))
def test_every_mention_lies_in_the_text(text: str) -> None:
    found = find_mentions(text, MADE)
    spans = [f.span for f in found.figures] + [g.span for g in found.people]
    spans += [p.span for p in found.places] + [v.span for v in found.values]
    for a, b in spans:
        assert 0 <= a < b <= len(text)


@pytest.mark.parametrize("place", ["South Dakota", "North Carolina", "West Virginia"])
def test_a_part_of_a_place_names_no_region(domain: Domain, place: str) -> None:
    found = find_mentions(f"a shop in {place}", domain)
    assert [value for value in found.values if value.attribute == "region"] == []
