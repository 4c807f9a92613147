from typing import Any

from catalogue.matcher import matcher_of

TABLE: dict[str | bool, Any] = {
    "Wifi": "wi-?fi",
    "Pool": [".*pool.*", "pool table|whirlpool"],
    "Dryer": ["dryer", "hair dryer"],
}


def test_values_come_in_the_order_of_the_pack_and_once() -> None:
    raw = ["Shared outdoor pool – heated", "Wifi – 35 Mbps", "Fast wifi"]
    assert matcher_of(TABLE).values(raw) == ["Wifi", "Pool"]


def test_what_forbids_a_value_does_so_in_its_own_string_alone() -> None:
    assert matcher_of(TABLE).values(["Pool table", "Hair dryer"]) == []
    assert matcher_of(TABLE).values(["Pool table", "Pool"]) == ["Pool"]


def test_patterns_are_whole_words() -> None:
    assert matcher_of({"Iron": "iron"}).values(["Environment", "Irons"]) == []


def test_flags_match_too() -> None:
    assert matcher_of({True: "pets allowed", False: "no pets"}).values(["No pets"]) == [False]
