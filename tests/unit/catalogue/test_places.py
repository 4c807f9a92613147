"""Which state a text speaks for, by the rules of the businesses pack."""

import pytest

from catalogue.extract import extract
from core.model import Place
from domains import load_pack

PACK = load_pack("businesses")


def state(text: str) -> str | None:
    """The state that is read, by its name."""
    return named("state", text)


def named(attribute: str, text: str) -> str | None:
    """The place that is read of an attribute, by its name."""
    stated = extract(PACK, {}, text.split("\n")[0], text).get(attribute)
    if stated is None or not isinstance(stated.value, tuple):
        return None
    first = stated.value[0]
    return first.name if isinstance(first, Place) else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pizza place with real estate – Long Beach Island, NJ", "New Jersey"),
        ("Shoe repair, Portland, Maine", "Maine"),
        ("Barber shop for sale, Fayetteville Ark.", "Arkansas"),
        ("Tire store in Springfield, Mass\nForty years in one spot.", "Massachusetts"),
        ("RV park with hot spring tubs • Truth or Consequences NM", "New Mexico"),
        ("Gift shop, Las Vegas, N.M.", "New Mexico"),
        ("CAFE – COLUMBUS, GA – BUSY CORNER", "Georgia"),
        ("Antique mall, Nevada, Missouri", "Missouri"),
        ("MOTEL NEAR PARKWAY!! PIGEON FORGE TENN!!", "Tennessee"),
        ("used bookstore portland me\nCash only.", "Maine"),
        ("deli queens ny must go", "New York"),
        ("Propane dealer central Fla", "Florida"),
        ("Bakery, Capitol Hill Seattle", "Washington"),
        ("Delaware, Ohio print shop\nThe print shop in Delaware, Ohio is busy.", "Ohio"),
    ],
)
def test_a_state_written_beside_a_town_beats_what_names_suggest(text: str, expected: str) -> None:
    assert state(text) == expected


@pytest.mark.parametrize("title", ["a route for me or you", "sell me in an hour or so, ok"])
def test_small_words_are_no_codes_without_a_town_there(title: str) -> None:
    assert state(title) is None


def test_part_of_a_longer_name_is_no_town_of_its_own() -> None:
    text = "Colorado Springs heating company\nBusy all over the Springs. In the Springs since 1990."
    assert state(text) == "Colorado"


def test_a_town_common_in_several_states_decides_only_with_support() -> None:
    assert state("Machine shop in Springfield") is None
    assert state("Electrical contractor, Kansas City metro") is None
    assert state("Machine shop in Springfield\nParts go to Joliet and Peoria.") == "Illinois"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "The owner moved to Lewes, Delaware in 2021.",
        "Owner lives in Fort Myers, FL and wants to stay there.",
        "We are retiring to Arizona.",
        "They are leaving for Tucson, Arizona in June.",
        "He is originally from Dayton, Ohio.",
    ],
)
def test_where_the_owner_goes_or_lives_is_not_where_the_business_is(elsewhere: str) -> None:
    assert state(f"Laundry with regulars\n{elsewhere}") is None
    assert state(f"Laundry in Nashua, NH\n{elsewhere}") == "New Hampshire"


@pytest.mark.parametrize(
    "text", ["LAUNDRY FOR SALE OR LEASE", "BACK UPS OK ON TERMS", "SHOP IN TOWN"]
)
def test_words_in_capitals_are_no_codes(text: str) -> None:
    assert state(text) is None


def town(text: str) -> str | None:
    """The town that is read, by its name."""
    return named("city", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coffee roaster – Portland, OR", "Portland, Oregon"),
        ("WHOLESALE BAKERY – PORTLAND, MAINE", "Portland, Maine"),
        ("A small inn in Sonoma, California\nA walk from the plaza.", "Sonoma, California"),
        ("Laundromat, Toledo, Ohio", "Toledo, Ohio"),
        ("Taproom in Flagstaff, Arizona", "Flagstaff, Arizona"),
        ("Sign shop\nLocated in Tulsa, Oklahoma, since 1990.", "Tulsa, Oklahoma"),
        ("Print shop, Boston, MA", "Boston, Massachusetts"),
        ("Dry cleaner, Denver CO", "Denver, Colorado"),
        ("Gym in Napa, California", "Napa, California"),
        ("Florist near Raleigh, North Carolina", "Raleigh, North Carolina"),
        ("Tackle shop in Mobile, Alabama", "Mobile, Alabama"),
        ("Diner, Orange, Connecticut", "Orange, Connecticut"),
    ],
)
def test_a_town_that_tells_the_state_is_the_town(text: str, expected: str) -> None:
    assert town(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Coffee roaster, Oregon\nGreen coffee got dear last year.",
        "Mobile car wash, Alabama\nMobile units go to the customer.",
        "Gift shop, New Hampshire\nHope you like people.",
        "Bait shop, Michigan\nBig season in June.",
        "Deli, Connecticut\nOrange juice pressed daily.",
        "Bakery, Missouri\nFair price, honest books.",
        "Cleaning firm, Oregon\nBend over backwards for customers.",
        "Nursery, Kansas\nIndependence from big stores is the point.",
        "Furniture maker, Wyoming\nOak and pine. Pine is cheaper.",
        "Diner, Washington",
        "Tax office, Delaware",
    ],
)
def test_a_word_or_a_state_is_no_town(text: str) -> None:
    assert town(text) is None
