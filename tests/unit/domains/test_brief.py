"""Packs in brief: what a JSON file describes, and what it may not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadPack
from core.model import Kind
from domains.brief import brief_pack, read_briefs

COLOUR = {
    "id": "colour", "type": "category", "label": "Colour", "ask": "Red or white?",
    "choices": ["Red", "White"],
}  # fmt: skip
PRICE = {"id": "price", "type": "money", "label": "Price a bottle", "unit": "GBP"}
WINES = {"noun": "wine", "currency": "GBP", "attributes": [COLOUR, PRICE]}


def written(path: Path, said: object) -> Path:
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


def test_a_pack_without_items(tmp_path: Path) -> None:
    wines = read_briefs(written(tmp_path / "packs.json", {"wines": WINES}))["wines"]
    assert (wines.id, wines.noun.one, wines.noun.many, wines.currency) == (
        "wines", "wine", "wines", "GBP",
    )  # fmt: skip
    colour, price = wines.attributes
    assert (colour.id, colour.type, colour.ask) == ("colour", Kind.CATEGORY, "Red or white?")
    assert [choice.value for choice in colour.choices] == ["Red", "White"]
    assert (price.type, price.unit, price.choices) == (Kind.MONEY, "GBP", ())


def test_what_need_not_be_said() -> None:
    bare = brief_pack("boats", {"attributes": []})
    assert (bare.noun.one, bare.currency, bare.attributes) == ("boats", "USD", ())


def test_several_packs_keep_their_names(tmp_path: Path) -> None:
    said = {"wines": WINES, "boats": {"attributes": []}}
    assert list(read_briefs(written(tmp_path / "packs.json", said))) == ["wines", "boats"]


def with_attribute(**changed: Any) -> dict[str, Any]:
    return {"wines": {**WINES, "attributes": [{**COLOUR, **changed}]}}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("not json", "packs.json"),
        ("", "packs.json"),
        ([WINES], "an object of packs by name"),
        ("17", "an object of packs by name"),
        ({"wines": {}}, "pack 'wines'.*attributes"),
        ({"wines": []}, "pack 'wines'"),
        ({"wines": None}, "pack 'wines'"),
        ({"wines": {"attributes": None}}, "pack 'wines'"),
        ({"wines": {"attributes": ["colour"]}}, "pack 'wines'"),
        ({"wines": {"attributes": [{}]}}, "pack 'wines'"),
        (with_attribute(id="Not An Id"), "pack 'wines'"),
        (with_attribute(id=None), "pack 'wines'"),
        (with_attribute(type="colour"), "pack 'wines'.*type"),
        (with_attribute(choices=3), "pack 'wines'"),
        (with_attribute(label=7), "pack 'wines'.*label"),
        ({"wines": {"attributes": [COLOUR, COLOUR]}}, "pack 'wines'"),
    ],
)
def test_a_bad_description_is_told_by_name(tmp_path: Path, said: object, message: str) -> None:
    with pytest.raises(BadPack, match=f"(?s){message}"):
        read_briefs(written(tmp_path / "packs.json", said))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match=r"nothing\.json"):
        read_briefs(tmp_path / "nothing.json")
    odd = tmp_path / "latin.json"
    odd.write_bytes(b'{"caf\xe9": {}}')
    with pytest.raises(BadPack, match=r"latin\.json"):
        read_briefs(odd)
