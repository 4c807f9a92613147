"""Regions: what they are made of, and which of them hold a place."""

from __future__ import annotations

import math
from functools import lru_cache

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
    for name, centres in rows["metros"].items():
        reach = float(rows["reach"].get(name, _REACH_KM))
        found[name] = _around(world, centres, reach)
    return found


def _country(world: World, code: str) -> Place:
    return Place(name=world.countries[code], kind="country")


def _around(world: World, centres: list[str], reach: float) -> tuple[Place, ...]:
    """The cities within reach of any centre in the same country, the most populous first."""
    middles = [world.cities[name] for name in centres if name in world.cities]
    near = [city for city in world.cities.values() if any(_within(city, m, reach) for m in middles)]
    return tuple(city.place for city in sorted(near, key=lambda city: -city.population))


def _within(city: City, middle: City, reach: float) -> bool:
    if city.country != middle.country or abs(city.latitude - middle.latitude) > reach / 111:
        return False
    return between_km(city[5:7], middle[5:7]) <= reach


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
