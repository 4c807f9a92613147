"""Places of the catalogue are heard however they are written, and given to what holds them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from agent.listening import Listener, Network
from agent.listening.domain import Domain
from agent.listening.mentions import find_mentions
from agent.listening.owners import owned
from core.model import Place, PlaceKind
from domains import load_pack
from readers.place import open_gazetteer
from tests.unit.agent.listening.made import Said, made_domain, scores


def _places(kind: PlaceKind, *names: str) -> dict[Place, int]:
    return {Place(name=name, kind=kind): 5 for name in names}


STATES = _places(
    "state", "Georgia", "Florida", "Virginia", "Ohio", "Indiana", "Maine", "North Carolina",
    "South Carolina", "Washington",
) | _places("region", "East Coast", "West Coast", "Carolinas")  # fmt: skip
TOWNS = _places("city", "Atlanta, Georgia", "Toledo, Ohio", "Napa, California")
CITIES = _places(
    "city", "Edinburgh, United Kingdom", "Antwerp, Belgium", "Bristol, United Kingdom",
    "Washington, District of Columbia", "Newark, New Jersey",
)  # fmt: skip
COUNTRIES = _places(
    "country", "China", "Turkey", "Jordan", "Canada", "Nigeria", "United States"
) | _places("region", "Europe", "Africa")
OLD_TOWN, CAPITOL = "Old Town, Princes Street and Leith Street", "Capitol Hill, Lincoln Park"
AREAS = (
    OLD_TOWN, CAPITOL, "Historisch Centrum", "Zuid", "Eilandje", "Clifton", "Leith", "Stockbridge",
    "Redland", "Dupont Circle, Connecticut Avenue/K Street",
)  # fmt: skip
MANY_AREAS = dict.fromkeys(AREAS, 9) | {
    f"{side} {name}": 2
    for side in ("Upper", "Lower", "Inner", "Outer", "Far", "Near", "Greater")
    for name in ("Didsbury", "Rochdale", "Hulme", "Ardwick", "Moston", "Urmston", "Whalley",
                 "Salford", "Crumpsall")
}  # fmt: skip
"""So many that they are told apart by name."""


@pytest.fixture(scope="module")
def businesses(network: Network) -> Listener:
    places = {"state": STATES, "city": TOWNS}
    return _listener("businesses", {}, places, network)


@pytest.fixture(scope="module")
def stays(network: Network) -> Listener:
    return _listener("stays", {"area": MANY_AREAS}, {"place": CITIES}, network)


@pytest.fixture(scope="module")
def startups(network: Network) -> Listener:
    return _listener("startups", {}, {"location": COUNTRIES}, network)


def _listener(
    id: str,
    vocabulary: dict[str, dict[str, int]],
    places: dict[str, dict[Place, int]],
    network: Network,
) -> Listener:
    pack = load_pack(id)
    own = {a.id: {c.value: 10 for c in a.choices} for a in pack.attributes if a.choices}
    return Listener(pack, own | vocabulary, network, places, lambda: date(2026, 1, 13))


def heard(listener: Listener, text: str, tag: str = "want") -> set[str]:
    """What is wished of places and values, by name."""
    return {
        c.value.name if isinstance(c.value, Place) else str(c.value)
        for c in listener.read(text).changes
        if c.tag == tag
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a bakery in georgia", {"Georgia"}),
        ("georgia", {"Georgia"}),
        ("pest control, georgia, up to 400k", {"Georgia"}),
        ("a car wash in florida or georgia", {"Florida", "Georgia"}),
        ("georgia or ohio, a print shop", {"Georgia", "Ohio"}),
        ("tree service, maine or virginia or georgia", {"Maine", "Virginia", "Georgia"}),
        ("somewhere in georgia please", {"Georgia"}),
        ("an inn, east coast", {"East Coast"}),
        ("a marina on the west coast", {"West Coast"}),
        ("machine shop, the carolinas", {"Carolinas"}),
        ("a diner in georgia with the building", {"Georgia"}),
    ],
)
def test_states_in_small_letters(businesses: Listener, text: str, names: set[str]) -> None:
    assert names <= heard(businesses, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a flat near the old town in Edinburgh", OLD_TOWN),
        ("on the royal mile", OLD_TOWN),
        ("next to princes street", OLD_TOWN),
        ("a room for two near capitol hill", CAPITOL),
        ("Zuid", "Zuid"),
        ("het zuid", "Zuid"),
        ("Zuid, or is it called het zuid", "Zuid"),
        ("in zuid or so", "Zuid"),
        ("Bristol, Clifton side, for four", "Clifton"),
        ("somewhere on the clifton side", "Clifton"),
        ("leith or thereabouts, with a kitchen", "Leith"),
        ("in the Stockbridge part of town", "Stockbridge"),
        ("a flat in eilandje under 120", "Eilandje"),
    ],
)
def test_parts_of_towns(stays: Listener, text: str, name: str) -> None:
    assert name in heard(stays, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Washington DC near capitol hill, no steps", "Washington, District of Columbia"),
        ("washington dc, two of us", "Washington, District of Columbia"),
        ("something in dc", "Washington, District of Columbia"),
        ("newark city, a room", "Newark, New Jersey"),
        ("bristol area, 2 bedrooms", "Bristol, United Kingdom"),
        ("in the city of antwerp", "Antwerp, Belgium"),
        ("edinburgh please", "Edinburgh, United Kingdom"),
        ("Antwerp. A house for six", "Antwerp, Belgium"),
        ("a room in bristol town", "Bristol, United Kingdom"),
        ("a loft around antwerp", "Antwerp, Belgium"),
    ],
)
def test_towns_with_words_around(stays: Listener, text: str, name: str) -> None:
    assert name in heard(stays, text)


@pytest.mark.parametrize(
    ("text", "tag", "names"),
    [
        ("any place but china", "avoid", {"China"}),
        ("not in turkey", "avoid", {"Turkey"}),
        ("companies in turkey", "want", {"Turkey"}),
        ("canada or europe please", "want", {"Canada", "Europe"}),
        ("something in china", "want", {"China"}),
        ("nigeria, payments", "want", {"Nigeria"}),
        ("anywhere except turkey", "avoid", {"Turkey"}),
        ("fintech in africa", "want", {"Africa"}),
        ("china or nigeria", "want", {"China", "Nigeria"}),
        ("robots from turkey, or canada", "want", {"Canada"}),
    ],
)
def test_countries_in_small_letters(
    startups: Listener, text: str, tag: str, names: set[str]
) -> None:
    assert names <= heard(startups, text, tag)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("georgia has been my bookkeeper for years, she says a bakery", "Georgia"),
        ("my daughter georgia will run it, so a bakery", "Georgia"),
        ("georgia says a bakery would be best", "Georgia"),
        ("call me virginia, a flower shop please", "Virginia"),
        ("it should sell fine china", "China"),
        ("a shop with a turkey sandwich on the menu", "Turkey"),
        ("the main thing is a low price", "Maine"),
        ("uncle jordan says a bakery", "Jordan"),
        ("my friend georgia and I want a bakery", "Georgia"),
        ("I roast turkey for a living, a diner", "Turkey"),
    ],
)
def test_what_only_sounds_like_a_place_is_none(text: str, name: str) -> None:
    known = STATES | TOWNS | COUNTRIES
    found = open_gazetteer().find(text, known)
    assert name not in {p.places[0][0].name for p in found}


def test_a_state_of_the_catalogue_beats_the_country_of_its_name() -> None:
    georgia = Place(name="Georgia", kind="state")
    for text in ("georgia", "in georgia", "ohio or georgia", "GEORGIA", "a shop, georgia"):
        found = open_gazetteer().find(text, STATES)
        assert found[-1].places[0][0] == georgia


def test_the_name_is_told_apart_from_the_words_that_lead_to_it() -> None:
    text = "a loft near Bristol"
    (found,) = open_gazetteer().find(text)
    assert found.name is not None
    assert text[slice(*found.span)] == "near Bristol"
    assert text[slice(*found.name)] == "Bristol"


@pytest.fixture(scope="module")
def made() -> Domain:
    return made_domain()


def test_what_cannot_hold_a_place_gives_it_up(made: Domain) -> None:
    text = "near Ohio with a sauna"
    given = scores(text, [Said("near Ohio", "want", "kind", owned=0.7)], made)
    after = owned(given, find_mentions(text, made), made)
    place = [a.id for a in made.attributes].index("place")
    at = [i for i, (a, b) in enumerate(after.offsets) if text[a:b] == "Ohio"]
    assert after.owner[at, place].min() > given.owner[at, place].max()
    assert np.allclose(after.owner.sum(axis=1), given.owner.sum(axis=1), atol=1e-5)


def test_what_no_name_touches_is_left_alone(made: Domain) -> None:
    text = "cheap and cheerful"
    given = scores(text, [Said("cheap", "want", "about")], made)
    assert owned(given, find_mentions(text, made), made) is given
