"""Places found in one text, read in the light of each other."""

from __future__ import annotations

from typing import NamedTuple

from core.model import Place
from readers.place_names import Weighted
from readers.region import between_km
from readers.world import World

_NEIGHBOURS_KM = 120.0
_RAISE = 25.0
_WORDS_APART = 12


class Hit(NamedTuple):
    """Some words (``first`` to ``last``, exclusive: positions in the text) that mean places."""

    first: int
    last: int
    places: Weighted


def coherent(hits: list[Hit], world: World) -> list[Hit]:
    """Of the meanings of a name, those that fit a place near it in the text gain."""
    return [
        _raised(hit, [h for h in hits if h is not hit], world) if len(hit.places) > 1 else hit
        for hit in hits
    ]


def _raised(hit: Hit, others: list[Hit], world: World) -> Hit:
    for other in sorted(others, key=lambda h: _apart(hit, h)):
        fitting = {p for p, _ in hit.places if _fits(p, other.places[0][0], world)}
        if fitting and _apart(hit, other) <= _WORDS_APART:
            return hit._replace(places=_weighed(hit.places, fitting))
    return hit


def _apart(one: Hit, other: Hit) -> int:
    return max(one.first, other.first) - min(one.last, other.last)


def _weighed(places: Weighted, fitting: set[Place]) -> Weighted:
    was = sum(weight for _, weight in places)
    raised = [(place, weight * (_RAISE if place in fitting else 1.0)) for place, weight in places]
    total = sum(weight for _, weight in raised)
    return tuple(sorted(((p, w * was / total) for p, w in raised), key=lambda pw: -pw[1]))


def _fits(place: Place, other: Place, world: World) -> bool:
    """Whether a city lies in a state or country, or close to a city."""
    city = world.cities.get(place.name) if place.kind == "city" else None
    if city is None:
        return False
    near = world.cities.get(other.name) if other.kind == "city" else None
    if near is not None:
        return near.name != city.name and between_km(city[5:7], near[5:7]) <= _NEIGHBOURS_KM
    return other in world.chain(city)[1:]
