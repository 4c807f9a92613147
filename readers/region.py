"""Regions: what they are made of, and which of them hold a place."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import floor

from core.model import Place
from readers.tables import table
from readers.world import City, World, open_world

_CONTINENTS = {
    "EU": "Europe", "AF": "Africa", "AS": "Asia", 
    "NA": "North America", "SA": "South America", "OC": "Oceania",
}  # fmt: skip
_REACH_KM = 50.0
_EARTH_KM = 6371.0


def between_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees (haversine formula)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def region(name: str) -> Place:
    """The region of this name as a place."""
    return Place(name=name, kind="region")


@lru_cache(maxsize=1)
def extents() -> dict[str, tuple[Place, ...]]:
    """Each region with the states, countries or cities it is made of."""
    world, rows = open_world(), table("regions")
    found: dict[str, tuple[Place, ...]] = {}
    for name, states in rows["states"].items():
        found[name] = tuple(Place(name=state, kind="state") for state in states)
    for name, codes in rows["countries"].items():
        found[name] = tuple(_country(world, code) for code in codes)
    for code, name in _CONTINENTS.items():
        inside = [country for country, where in world.continents.items() if where == code]
        found[name] = tuple(_country(world, country) for country in inside)
    bands = _bands(world)
    for name, centres in rows["metros"].items():
        reach = float(rows["reach"].get(name, _REACH_KM))
        middles = [world.cities[centre] for centre in centres if centre in world.cities]
        found[name] = _around(bands, middles, reach)
    return found


def _country(world: World, code: str) -> Place:
    return Place(name=world.countries[code], kind="country")


def _around(
    bands: Mapping[tuple[str, int], list[City]], middles: list[City], reach: float
) -> tuple[Place, ...]:
    """The cities within reach of any of the middles in its country, the most populous first."""
    near = {
        city.place: city
        for middle in middles
        for band in range(
            floor(middle.latitude - reach / 111), floor(middle.latitude + reach / 111) + 1
        )
        for city in bands.get((middle.country, band), ())
        if between_km(city[5:7], middle[5:7]) <= reach
    }
    return tuple(sorted(near, key=lambda place: (-near[place].population, place.name)))


def _bands(world: World) -> Mapping[tuple[str, int], list[City]]:
    """The cities by country and degree of latitude, to find those around a place."""
    found: dict[tuple[str, int], list[City]] = defaultdict(list)
    for city in world.cities.values():
        found[city.country, floor(city.latitude)].append(city)
    return found


@lru_cache(maxsize=1)
def holders() -> dict[Place, tuple[Place, ...]]:
    """Each state, country and city with the regions that list it."""
    found: dict[Place, list[Place]] = {}
    for name, inside in extents().items():
        for place in inside:
            found.setdefault(place, []).append(region(name))
    return {place: tuple(regions) for place, regions in found.items()}


@lru_cache(maxsize=1)
def region_words() -> dict[str, str]:
    """What people call a region, in lower case, to its name."""
    return {word: name for name, words in table("regions")["words"].items() for word in words}
