"""The extraction engine on a pack of its own: rules are data, nothing is known of any real pack."""

from __future__ import annotations

from typing import Any

import pytest

from catalogue.extract import extract
from core.errors import BadPack
from core.model import Place, Stated
from domains import Pack

Says = dict[str, Any]


def pack(*attributes: dict[str, Any], **more: Any) -> Pack:
    return Pack.model_validate(
        {
            "id": "boats",
            "title": "Boats",
            "noun": {"one": "boat", "many": "boats"},
            "fields": {"id": "id", "title": "title", "texts": ["title", "text"], "date": "seen"},
            "opening": {"greeting": "Hello", "ask": "Which?", "examples": ["a dinghy"]},
            "disclosure": "A program.",
            "notice": "None.",
            "human": "Call us.",
            "embed": "{title}",
            "attributes": attributes,
            **more,
        }
    )


PRICE: Says = {
    "id": "price",
    "type": "money",
    "label": "Price",
    "extract": {
        "figures": {
            "before": [[3, "price|asking"]],
            "after": [[3, "asked"]],
            "start": 0.5,
            "least": 100,
            "other": {"before": [[3, "mooring|engine"]]},
        }
    },
}
UPKEEP: Says = {
    "id": "upkeep",
    "type": "money",
    "label": "Upkeep",
    "extract": {"figures": {"yearly": True, "before": [[3, "upkeep"]], "after": [[3, "upkeep"]]}},
}
STATE: Says = {
    "id": "state",
    "type": "category",
    "label": "State",
    "choices": [{"value": "sound"}, {"value": "wreck"}],
    "extract": {
        "cues": {
            "for": {
                "sound": [[2, "<good>(?: condition)?", "no <good>"]],
                "wreck": [[3, "leak\\w*", "no leak"]],
            }
        }
    },
}
RACED: Says = {
    "id": "raced",
    "type": "flag",
    "label": "Raced",
    "extract": {"cues": {"otherwise": False, "for": {True: [[2, "raced"]]}}},
}
BERTHS: Says = {
    "id": "berths",
    "type": "number",
    "label": "Berths",
    "extract": {
        "count": {"totals": [[3, "sleeps #"]], "parts": [[1, "# bunks?"], [0.5, "# cots?"]]}
    },
}
BUILT: Says = {
    "id": "built",
    "type": "year",
    "label": "Built",
    "extract": {"year": {"labels": [[3, "built|launched", 12, True]], "unless": "rebuilt"}},
}
BOATS = pack(PRICE, UPKEEP, STATE, RACED, BERTHS, BUILT, terms={"good": "sound|seaworthy"})


def read(text: str, of: Pack = BOATS) -> dict[str, Stated]:
    cleaned = f"Old boat\n{text}"
    stated = extract(of, {"seen": "2026-05-01"}, "Old boat", cleaned)
    for one in stated.values():
        if one.evidence is not None:
            assert cleaned[one.evidence.start : one.evidence.end] == one.evidence.text
    return stated


def value(text: str, attribute: str) -> object:
    found = read(text).get(attribute)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Asking $12,500.", 12500),
        ("Price: 12.5K, firm", 12500),
        ("$1.2 million asked", 1_200_000),
        ("Price was $20,000, now asking $18,000", 18000),
        ("Engine $9,000 new. Asking $14k", 14000),
        ("Engine cost me $9,000", None),
        ("Call 555-0144 about it, 40,000 miles from here", None),
        ("C$30,000 asked", None),
        ("$15,000. She sails well.", 15000),
        ("half a million asked", 500_000),
    ],
)
def test_price(text: str, price: float | None) -> None:
    assert value(text, "price") == price


@pytest.mark.parametrize(
    ("text", "upkeep"),
    [
        ("Upkeep $400 a month", 4800),
        ("Monthly upkeep: $400", 4800),
        ("Upkeep 2024 $900, 2025 $1,000", 1000),
    ],
)
def test_upkeep_is_yearly_and_recent(text: str, upkeep: float) -> None:
    assert value(text, "upkeep") == upkeep


def test_a_term_stands_for_its_pattern_and_unless_forbids() -> None:
    assert value("She is seaworthy.", "state") == "sound"
    assert value("She leaks at the bow though seaworthy.", "state") == "wreck"
    assert value("No leak anywhere, she is sound condition.", "state") == "sound"
    assert value("Nothing to say.", "state") is None


def test_silence_is_marked_as_such() -> None:
    silent = read("Nothing to say.")["raced"]
    assert (silent.value, silent.default, silent.evidence) == (False, True, None)
    said = read("We raced her twice.")["raced"]
    assert (said.value, said.default) == (True, False)


@pytest.mark.parametrize(
    ("text", "berths"),
    [
        ("Sleeps six.", 6),
        ("four bunks and two cots", 5),
        ("Sleeps 8: four bunks", 8),
        ("$300 bunks", None),
    ],
)
def test_counts(text: str, berths: int | None) -> None:
    assert value(text, "berths") == berths


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("Built in 1974", 1974),
        ("Launched '88.", 1988),
        ("Rebuilt 1999", None),
        ("Built 2050", None),
    ],
)
def test_years(text: str, built: int | None) -> None:
    assert value(text, "built") == built


def test_places_and_what_follows_from_them() -> None:
    port = {
        "id": "port",
        "type": "place",
        "label": "Port",
        "extract": {
            "state": {
                "states": {"Maine": ["ME"], "Florida": ["FL", "Fla."]},
                "nicknames": {"downeast": ["Maine", 0.8]},
                "away": "moved to ",
                "here": "lying in ",
            }
        },
    }
    coast = {
        "id": "coast",
        "type": "category",
        "label": "Coast",
        "choices": [{"value": "north"}, {"value": "south"}],
        "extract": {
            "derive": {"from": "port", "table": {"north": ["Maine"], "south": ["Florida"]}}
        },
    }
    found = read("Lying in Camden, ME. Owner moved to Florida.", pack(port, coast))
    assert found["port"].value == (
        Place(name="Maine", kind="state"),
        Place(name="United States", kind="country"),
    )
    assert found["coast"].value == "north"
    assert "coast" not in read("Somewhere wet.", pack(port, coast))


def test_implausible_pairs_lose_the_weaker_figure() -> None:
    bounds = [{"over": "price", "least": 0.01, "most": 0.5}]
    upkeep = {**UPKEEP, "extract": {**UPKEEP["extract"], "ratios": bounds}}
    found = read("Asking $10,000. Upkeep around $90,000", pack(PRICE, upkeep))
    assert found["price"].value == 10000
    assert "upkeep" not in found


@pytest.mark.parametrize(
    "extracting",
    [
        {"cues": {"for": {"sunk": [[1, "sunk"]]}}},
        {"cues": {"for": {"sound": [[1, "(sound"]]}}},
        {"cues": {"for": {"sound": [["much", "sound"]]}}},
        {"cues": {"for": {"sound": [[1, "<unnamed>"]]}}},
    ],
)
def test_rules_that_cannot_be_read_name_the_attribute(extracting: dict[str, Any]) -> None:
    broken = pack({**STATE, "extract": extracting})
    with pytest.raises(BadPack, match="state"):
        extract(broken, {}, "Old boat", "Old boat")
