"""What lies around a place, for "within two hours of Cleveland" and towns without an item."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from math import exp

from core.model import Place
from readers.place import Gazetteer, distance_km
from readers.world import open_world

NEAR_KM = 80.0
"""How far "near" reaches when nobody says how far."""

SLACK = 1.15
"""Roads are longer than the crow flies, and a wish for "two hours" is not that exact."""

LEAST = 0.02
"""The share of the people within reach from which a state counts."""

_DEGREE_KM = 111.0


def cities(
    gazetteer: Gazetteer, place: Place, km: float | None, known: Collection[Place]
) -> Mapping[Place, float]:
    """The known cities within reach of a city, by closeness: 1 at the spot, a third at the rim.

    Args:
        gazetteer: where places lie.
        place: the city named.
        km: how far, in kilometres; None for "near".
        known: the places of the catalogue.
    """
    reach = (km or NEAR_KM) * SLACK
    if gazetteer.coordinates(place) is None:
        return {}
    found: dict[Place, float] = {}
    for other in known:
        if other.kind == "city" and other != place:
            away = distance_km(place, other)
            if away is not None and away <= reach:
                found[other] = exp(-away / reach)
    return found


def states(place: Place, km: float | None, known: Collection[Place]) -> Mapping[Place, float]:
    """The known states that lie within reach of a city, by their share of the people there."""
    people = _people(place, (km or NEAR_KM) * SLACK)
    total = sum(people.values())
    return {p: n / total for p, n in people.items() if p in known and n / total >= LEAST}


@lru_cache(maxsize=512)
def _people(place: Place, reach: float) -> Mapping[Place, float]:
    """People within reach of a city, by state."""
    world = open_world()
    home = world.cities.get(place.name)
    found: dict[Place, float] = {}
    if home is None:
        return found
    for city in world.cities.values():
        # A band of latitudes first: the exact distance is dear for sixty thousand cities.
        if city.state is None or abs(city.latitude - home.latitude) * _DEGREE_KM > reach:
            continue
        away = distance_km(place, city.place)
        if away is not None and away <= reach:
            state = world.chain(city)[1]
            found[state] = found.get(state, 0.0) + city.population
    return found
