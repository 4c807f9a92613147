import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.attributes import attributes_of
from catalogue.matcher import matcher_of
from core.model import ItemValue
from domains import Pack, load_pack

LISTING: dict[str, Any] = {
    "id": "1",
    "name": "Harbor loft",
    "city": "Antwerp",
    "country": "Belgium",
    "neighbourhood": "Ward F (councilmember Somebody)",
    "property_type": "Entire loft",
    "room_type": "Entire home/apt",
    "accommodates": 4,
    "bedrooms": 2.0,
    "bathrooms_text": "1.5 shared baths",
    "price_per_night": 79.0,
    "currency": "EUR",
    "minimum_nights": 2,
    "rating": 0,
    "amenities": ["Free driveway parking on premises – 1 space", "Pack ’n play/Travel crib",
                  "Pets allowed", "55 inch HDTV with Netflix", "Pool table", "Hair dryer"],
    "description": "A quiet loft. There are two flights of stairs and no lift.",
}  # fmt: skip


@pytest.fixture(scope="module")
def stays() -> Pack:
    return load_pack("stays")


def stated(pack: Pack, listing: dict[str, Any]) -> dict[str, ItemValue]:
    text = f"{listing['name']}\n{listing['description']}"
    return {id: s.value for id, s in attributes_of(pack, listing, listing["name"], text).items()}


def test_a_listing_is_read_out_of_fields_messy_strings_and_text(stays: Pack) -> None:
    found = stated(stays, LISTING)
    assert found["area"] == "Ward F"
    assert found["room"] == "Entire place"
    assert found["kind"] == ("Flat", "Loft")
    assert found["bathrooms"] == 1.5
    assert found["own_bathroom"] is False
    amenities = found["amenities"]
    assert isinstance(amenities, tuple)
    assert set(amenities) == {"TV", "Free parking", "Cot", "Games room", "Hair dryer"}
    assert found["pets"] is True
    assert found["family"] is True
    assert found["quiet"] is True
    assert found["step_free"] is False
    assert "rating" not in found


def test_silence_is_no_answer(stays: Pack) -> None:
    found = stated(stays, {**LISTING, "amenities": ["Wifi"], "description": "A room."})
    assert not {"pets", "family", "quiet", "step_free", "central", "transit"} & set(found)


@pytest.fixture(scope="module")
def listings(test_data: Path) -> list[dict[str, Any]]:
    with gzip.open(test_data / "catalogues/stays/listings_sample.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


def test_nearly_all_amenity_strings_have_a_value(
    stays: Pack, listings: list[dict[str, Any]]
) -> None:
    matcher = matcher_of(stays.attribute("amenities").extract["match"])
    strings = list(mentioned(listings))
    assert len(set(strings)) > 1000
    known = {s for s in set(strings) if matcher.values([s])}
    assert len(known) > 0.95 * len(set(strings))
    assert sum(s in known for s in strings) > 0.9 * len(strings)


def mentioned(listings: list[dict[str, Any]]) -> Iterator[str]:
    for listing in listings:
        yield from listing["amenities"]


def test_every_amenity_is_mentioned_somewhere(stays: Pack, listings: list[dict[str, Any]]) -> None:
    matcher = matcher_of(stays.attribute("amenities").extract["match"])
    found = set(matcher.values(set(mentioned(listings))))
    assert {c.value for c in stays.attribute("amenities").choices} == found
