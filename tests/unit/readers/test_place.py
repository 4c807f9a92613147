from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Place
from readers.place import Gazetteer, distance_km, open_gazetteer

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("place_table.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["text"]))
def test_every_place_of_the_table_is_found(gazetteer: Gazetteer, row: dict[str, Any]) -> None:
    found = gazetteer.find(row["text"])
    assert [{"place": f.places[0][0].name, "near": f.near} for f in found] == row["found"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("San Francisco, CA, USA", ["San Francisco, California", "California", "United States"]),
        ("Worcester, MA", ["Worcester, Massachusetts", "Massachusetts", "United States"]),
        ("Bengaluru, KA, India", ["Bengaluru, India", "Karnataka", "India"]),
        ("Bangalore", ["Bengaluru, India", "Karnataka", "India"]),
        (
            "London, England, United Kingdom",
            ["London, United Kingdom", "England", "United Kingdom"],
        ),
        ("New York, NY, USA", ["New York, New York", "New York", "United States"]),
        ("New York", ["New York", "United States"]),
        ("Toronto, ON, Canada", ["Toronto, Ontario", "Ontario", "Canada"]),
        ("Paris, Île-de-France, France", ["Paris, France", "France"]),
        ("Paris, TX", ["Paris, Texas", "Texas", "United States"]),
        ("Singapore, Singapore", ["Singapore, Singapore", "Singapore"]),
        ("Berlin, BE, Germany", ["Berlin, Germany", "Germany"]),
        ("Portland, ME", ["Portland, Maine", "Maine", "United States"]),
        ("Denver, Colorado 80202", ["Denver, Colorado", "Colorado", "United States"]),
        ("Ontario, CA", ["Ontario, California", "California", "United States"]),
        ("Ontario", ["Ontario", "Canada"]),
        ("Boston", ["Boston, Massachusetts", "Massachusetts", "United States"]),
        ("Georgia", ["Georgia", "United States"]),
        (
            "Washington, DC",
            ["Washington, District of Columbia", "District of Columbia", "United States"],
        ),
        ("USA", ["United States"]),
        ("Lehigh Valley", ["Lehigh Valley"]),
        ("Smallest Corner, OH", ["Smallest Corner, Ohio", "Ohio", "United States"]),
        ("Remote", []),
        ("", []),
    ],
)
def test_structured_locations_resolve_to_their_chain(
    gazetteer: Gazetteer, text: str, chain: list[str]
) -> None:
    assert [place.name for place in gazetteer.resolve(text)] == chain


def test_namesakes_are_alternatives_with_probabilities(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.find("Springfield")
    assert len(found.places) > 2
    assert sum(weight for _, weight in found.places) <= 1 + 1e-9
    assert [w for _, w in found.places] == sorted((w for _, w in found.places), reverse=True)


def test_the_catalogue_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    illinois = Place(name="Springfield, Illinois", kind="city")
    (found,) = gazetteer.find("Springfield", known={illinois: 4})
    assert found.places[0][0] == illinois
    assert found.places[0][1] > 0.8


def test_a_place_next_to_it_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    first = gazetteer.find("Santa Fe, somewhere in New Mexico")[0]
    assert first.places[0][0].name == "Santa Fe, New Mexico"
    first = gazetteer.find("Worcester, or closer to Boston")[0]
    assert first.places[0][0].name == "Worcester, Massachusetts"


def test_doubtful_names_are_believed_when_the_catalogue_has_them(gazetteer: Gazetteer) -> None:
    hope = Place(name="Hope, Arkansas", kind="city")
    assert gazetteer.find("somewhere in Hope") == []
    assert [f.places[0][0] for f in gazetteer.find("somewhere in Hope", known={hope: 1})] == [hope]
    assert gazetteer.find("in hope of a bargain", known={hope: 1}) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a room by albany med, cheap", True),
        ("one night, albany airport", True),
        ("next to albany station please", True),
        ("a bakery. 200k. georgia", True),
        ("QUIET. AROUND 240K. GEORGIA", True),
        ("laundromat; georgia; no staff", True),
        ("run by my wife georgia", False),
        ("albany made coats", False),
        ("ask for georgia", False),
        ("georgia said so", False),
    ],
)
def test_a_name_of_the_catalogue_is_a_place_where_places_stand(
    gazetteer: Gazetteer, text: str, meant: bool
) -> None:
    known = {
        Place(name="Albany, New York", kind="city"): 3,
        Place(name="Georgia", kind="state"): 3,
    }
    assert bool(gazetteer.find(text, known=known)) is meant


def test_a_stated_distance_is_kept(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.find("within 50 miles of Denver")
    assert found.km == pytest.approx(80.45)
    (found,) = gazetteer.find("two hours from Chicago")
    assert found.km == 160


def test_distances_are_those_of_the_map() -> None:
    boston = Place(name="Boston, Massachusetts", kind="city")
    chicago = Place(name="Chicago, Illinois", kind="city")
    assert distance_km(boston, chicago) == pytest.approx(1366, rel=0.02)
    assert distance_km(boston, boston) == 0
    assert distance_km(boston, Place(name="Nowhere, Ohio", kind="city")) is None


def test_larger_places_have_a_middle(gazetteer: Gazetteer) -> None:
    for place, near in (
        (Place(name="Texas", kind="state"), (31.0, -97.0)),
        (Place(name="France", kind="country"), (47.0, 2.5)),
        (Place(name="New England", kind="region"), (43.0, -71.5)),
    ):
        found = gazetteer.coordinates(place)
        assert found is not None
        assert found == pytest.approx(near, abs=2.5)


def test_regions_have_members_that_they_hold(gazetteer: Gazetteer) -> None:
    for name in ("New England", "Europe", "San Francisco Bay Area", "Scandinavia", "Latin America"):
        region = Place(name=name, kind="region")
        members = gazetteer.members(region)
        assert len(members) >= 3
        for member in members[:20]:
            assert region in gazetteer.containing(member)


def test_what_contains_a_city_goes_from_state_to_continent(gazetteer: Gazetteer) -> None:
    names = [p.name for p in gazetteer.containing(Place(name="Oakland, California", kind="city"))]
    assert names[:2] == ["California", "United States"]
    assert {"San Francisco Bay Area", "West Coast", "North America"} <= set(names)


@settings(deadline=None)
@given(st.text(max_size=160))
def test_places_lie_inside_any_text(text: str) -> None:
    for found in open_gazetteer().find(text):
        assert 0 <= found.span[0] < found.span[1] <= len(text)
        assert found.places
        assert 0 < sum(weight for _, weight in found.places) <= 1 + 1e-9


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_structured_text_resolves_or_not(text: str) -> None:
    assert len(open_gazetteer().resolve(text)) <= 3
