from typing import Any

import pytest

from catalogue.fields import from_fields
from core.model import Place, Stated
from domains import Attribute, Pack


def value(boats: Pack, **record: Any) -> dict[str, object]:
    return {id: stated.value for id, stated in from_fields(boats, record).items()}


def one(kind: Any, rule: dict[str, Any], record: dict[str, Any], boats: Pack) -> object:
    attribute = Attribute(id="x", type=kind, label="X", extract=rule)
    pack = boats.model_copy(update={"attributes": (attribute,)})
    stated = from_fields(pack, record).get("x")
    return stated.value if stated else None


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"rig": "wood > ketch"}, "ketch"),
        ({"rig": "S"}, "sloop"),
        ({"rig": "galleon"}, None),
        ({"rig": "  "}, None),
        ({"rig": None}, None),
        ({}, None),
    ],
)
def test_a_category_is_cut_mapped_and_held_against_the_choices(
    boats: Pack, record: dict[str, Any], expected: str | None
) -> None:
    assert value(boats, **record).get("rig") == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["anchor", "radio", "anchor"], ("anchor", "radio")),
        ("anchor, radio ,", ("anchor", "radio")),
        (["none"], None),
        ([], None),
    ],
)
def test_categories_come_from_lists_and_from_split_text(
    boats: Pack, raw: object, expected: object
) -> None:
    assert value(boats, gear=raw).get("gear") == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(1200, 1200.0), ("$1,200.50 a night", 1200.5), ("-3", -3.0), (True, None), ("ask", None)],
)
def test_figures_are_read_from_numbers_and_text(boats: Pack, raw: object, expected: object) -> None:
    assert value(boats, price=raw).get("price") == expected


def test_figures_are_scaled_and_zeros_that_say_nothing_dropped(boats: Pack) -> None:
    assert one("money", {"field": "p", "scale": 1000}, {"p": "1.5"}, boats) == 1500.0
    assert one("number", {"field": "n", "drop": [0]}, {"n": 0}, boats) is None
    assert one("flag", {"field": "n", "drop": [0]}, {"n": False}, boats) is False


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"built": 1987}, 1987.0),
        ({"built": 1987.0}, 1987.0),
        ({"built": "1987-05-01"}, 1987.0),
        ({"built": None, "season": "Summer 2012"}, 2012.0),
        ({"built": "soon", "season": "Winter 1999"}, 1999.0),
        ({"built": 12}, None),
    ],
)
def test_the_first_field_that_gives_a_year_counts(
    boats: Pack, record: dict[str, Any], expected: float | None
) -> None:
    assert value(boats, **record).get("built") == expected


def test_a_year_out_of_a_unix_time(boats: Pack) -> None:
    rule = {"field": "at", "epoch": True}
    assert one("year", rule, {"at": 1_325_376_000}, boats) == 2012.0


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"engine": "Yes"}, Stated(value=True)),
        ({"engine": 0}, Stated(value=False)),
        ({"engine": "f"}, Stated(value=False)),
        ({}, Stated(value=False, default=True)),
        ({"engine": "unknown"}, None),
    ],
)
def test_silence_is_a_value_only_where_the_pack_says_so(
    boats: Pack, record: dict[str, Any], expected: Stated | None
) -> None:
    assert from_fields(boats, record).get("engine") == expected


def test_words_of_the_pack_for_true_and_false(boats: Pack) -> None:
    rule = {"field": "jobs", "true": ["open", "urgent"], "false": ["closed"]}
    assert one("flag", rule, {"jobs": "Urgent"}, boats) is True
    assert one("flag", rule, {"jobs": "closed"}, boats) is False
    assert one("flag", rule, {"jobs": "maybe"}, boats) is None


def test_dots_reach_inside(boats: Pack) -> None:
    assert one("category", {"field": "host.name"}, {"host": {"name": "Ann"}}, boats) == "Ann"
    assert one("category", {"field": "host.name"}, {"host": "Ann"}, boats) is None


def test_places_bring_all_that_contains_them(boats: Pack) -> None:
    found = value(boats, berths=["Worcester, MA, USA"])["berth"]
    assert isinstance(found, tuple)
    assert found[0] == Place(name="Worcester, Massachusetts", kind="city")
    assert Place(name="United States", kind="country") in found


def test_the_next_field_counts_when_a_place_is_unknown(boats: Pack) -> None:
    found = value(boats, berths=["Remote"], land=["Canada"])["berth"]
    assert isinstance(found, tuple)
    assert Place(name="Canada", kind="country") in found


def test_fields_joined_into_one_place(boats: Pack) -> None:
    rule = {"field": ["city", "country"], "join": True}
    found = one("place", rule, {"city": "Manchester", "country": "United Kingdom"}, boats)
    assert isinstance(found, tuple)
    assert found[0] == Place(name="Manchester, United Kingdom", kind="city")
