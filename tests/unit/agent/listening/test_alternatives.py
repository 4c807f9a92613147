"""Several wanted values of what has several: some will do instead of each other, others add up."""

from __future__ import annotations

import pytest

from agent.listening.alternatives import with_alternatives
from agent.listening.merge import apply
from core.model import Heard, Place, Reading, Wish, WishValue
from domains import load_pack

STARTUPS, STAYS = load_pack("startups"), load_pack("stays")


def said(text: str, attribute: str, *values: str) -> Heard:
    """As heard where each value is said by its own word, in lower case."""
    readings = tuple(Reading(attribute=attribute, value=v) for v in values)
    understood = tuple((attribute, v.lower()) for v in values)
    return Heard(acts=("answer",), readings=readings, understood=understood)


def either(heard: Heard, text: str, pack_id: str = "startups") -> set[object]:
    pack = STAYS if pack_id == "stays" else STARTUPS
    return {r.value for r in with_alternatives(heard, text, pack).readings if r.either}


@pytest.mark.parametrize(
    ("text", "values", "alternatives"),
    [
        ("payments or farming", ("Payments", "Farming"), {"Payments", "Farming"}),
        ("Drones or else robotics", ("Drones", "Robotics"), {"Drones", "Robotics"}),
        ("climate, farming or drones", ("Climate", "Farming", "Drones"),
         {"Climate", "Farming", "Drones"}),
        ("dental/health", ("Dental", "Health"), {"Dental", "Health"}),
        ("education, otherwise climate", ("Education", "Climate"), {"Education", "Climate"}),
        ("either payments or insurance in Lagos", ("Payments", "Insurance"),
         {"Payments", "Insurance"}),
        ("payments and farming", ("Payments", "Farming"), set()),
        ("payments, farming", ("Payments", "Farming"), set()),
        ("dental with hardware", ("Dental", "Hardware"), set()),
        ("hardware and climate or energy", ("Hardware", "Climate", "Energy"),
         {"Climate", "Energy"}),
        ("payments in New York or Boston, with insurance", ("Payments", "Insurance"), set()),
        ("payments or something in farming", ("Payments", "Farming"), {"Payments", "Farming"}),
        ("robotics, failing that drones", ("Robotics", "Drones"), {"Robotics", "Drones"}),
    ],
)  # fmt: skip
def test_within_a_message(text: str, values: tuple[str, ...], alternatives: set[str]) -> None:
    assert either(said(text, "tags", *values), text) == alternatives


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("farming would be fine too", True),
        ("farming also ok", True),
        ("or farming", True),
        ("then farming is fine as well", True),
        ("farming would do", True),
        ("farming, too, works", True),
        ("otherwise farming", True),
        ("farming", False),
        ("with farming", False),
        ("it must have farming", False),
        ("farming too", False),
    ],
)
def test_beside_what_was_wished_before(text: str, instead: bool) -> None:
    held = (Wish(attribute="tags", value="Payments", turn=1),)
    heard = with_alternatives(said(text, "tags", "Farming"), text, STARTUPS)
    wishes, _ = apply(held, heard, STARTUPS, 2)
    assert [w.either for w in wishes] == [instead, instead]


def test_kinds_of_home_are_alternatives_and_what_is_there_adds_up() -> None:
    heard = Heard(
        acts=("answer",),
        readings=tuple(
            Reading(attribute=a, value=v)
            for a, v in (("kind", "Boat"), ("amenities", "Wifi"), ("kind", "Tiny house"),
                         ("amenities", "Oven"))
        ),
    )  # fmt: skip
    wishes, _ = apply((), heard, STAYS, 1)
    assert {w.value: w.either for w in wishes} == {
        "Boat": True, "Tiny house": True, "Wifi": False, "Oven": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("location", Place(name="Canada", kind="country")), ("customers", "dentists")],
)
def test_other_attributes_are_left_alone(attribute: str, value: WishValue) -> None:
    heard = Heard(acts=("answer",), readings=(Reading(attribute=attribute, value=value),))
    assert with_alternatives(heard, "or Canada, or dentists", STARTUPS) is heard


def test_what_is_avoided_is_no_alternative() -> None:
    readings = tuple(Reading(attribute="tags", stance="avoid", value=v) for v in ("A", "B"))
    heard = Heard(acts=("answer",), readings=readings, understood=(("tags", "a"), ("tags", "b")))
    assert with_alternatives(heard, "no a or b", STARTUPS) is heard
