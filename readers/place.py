"""Places: structured strings resolved, free text read, distances and regions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from core.model import Place
from readers import region as regions
from readers.place_names import Names, open_names
from readers.place_text import PlaceFound, find_places
from readers.world import City, key, open_world

__all__ = ["Gazetteer", "PlaceFound", "distance_km", "open_gazetteer"]


class Gazetteer:
    """Names of places and what is known of them. Open it with :func:`open_gazetteer`."""

    def __init__(self) -> None:
        self._world = open_world()
        self._names: Names = open_names()
        self.resolve = lru_cache(maxsize=20_000)(self._resolve)

    def _resolve(self, text: str, country_hint: str | None = None) -> tuple[Place, ...]:
        """The chain of one structured location, the smallest place first: city, state, country.

        Args:
            text: such as ``"San Francisco, CA, USA"``, ``"Worcester, MA"``, ``"Bengaluru, India"``.
            country_hint: ISO code of the country to prefer where the text names none.

        Returns:
            Empty when nothing in it is known. A city that the gazetteer does not know is kept, by
            its name, when the state or country behind it is known.
        """
        parts = [part.strip() for part in re.split(r"[,;|/]|\s-\s", text) if part.strip()]
        parts = [re.sub(r"\s\d{5}(?:-\d{4})?$", "", part).strip() for part in parts]
        parts = [part for part in parts if part]
        return _Resolved(self._names, parts, country_hint).chain() if parts else ()

    def find(
        self,
        text: str,
        known: Mapping[Place, int] | None = None,
        prefer: tuple[str, ...] = ("US", "CA"),
    ) -> list[PlaceFound]:
        """The places that free text names, in order; see :class:`PlaceFound`.

        Args:
            text: what somebody typed.
            known: places of the catalogue with their numbers of items; they win over namesakes, and
                small or doubtful names are believed when they are among them.
            prefer: ISO codes of the countries whose cities win over namesakes elsewhere.
        """
        return find_places(text, self._names, known or {}, prefer)

    @property
    def countries(self) -> tuple[str, ...]:
        """The names of all countries, and of the states of those that have them."""
        return (*self._world.countries.values(), *self._world.state_names)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is the name of a place."""
        names = self._names
        return bool(names.country(word) or names.states(word) or names.cities(word))

    def coordinates(self, place: Place) -> tuple[float, float] | None:
        """Latitude and longitude in degrees; of a larger place its middle by people; or None."""
        return _coordinates(place)

    def members(self, place: Place) -> tuple[Place, ...]:
        """What a region is made of: states, countries, or the cities of a metropolitan area."""
        return regions.extents().get(place.name, ()) if place.kind == "region" else ()

    def containing(self, place: Place) -> tuple[Place, ...]:
        """All that holds a place, nearest first: state, country, and the regions around these."""
        city = self._world.cities.get(place.name) if place.kind == "city" else None
        chain: list[Place] = list(self._world.chain(city)[1:]) if city else []
        if place.kind == "state" and place.name in self._world.state_names:
            country = self._world.state_names[place.name].country
            chain.append(Place(name=self._world.countries[country], kind="country"))
        holders = regions.holders()
        around = [held for inner in (place, *chain) for held in holders.get(inner, ())]
        return tuple(dict.fromkeys([*chain, *around]))


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The gazetteer, built by the first call (under a second) and kept."""
    return Gazetteer()


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres; None where a place has no known coordinates."""
    first, second = _coordinates(a), _coordinates(b)
    return None if first is None or second is None else regions.between_km(first, second)


@lru_cache(maxsize=20_000)
def _coordinates(place: Place) -> tuple[float, float] | None:
    world = open_world()
    if place.kind == "city":
        city = world.cities.get(place.name)
        return (city.latitude, city.longitude) if city else None
    if place.kind == "region":
        known = [_coordinates(member) for member in regions.extents().get(place.name, ())[:60]]
        found = [at for at in known if at is not None]
        if not found:
            return None
        return sum(at[0] for at in found) / len(found), sum(at[1] for at in found) / len(found)
    return _centroids().get(place)


@lru_cache(maxsize=1)
def _centroids() -> dict[Place, tuple[float, float]]:
    """The middle of each state and country, by its people."""
    world = open_world()
    sums: dict[Place, tuple[float, float, float]] = {}
    for city in world.cities.values():
        for place in world.chain(city)[1:]:
            weight, lat, lon = sums.get(place, (0.0, 0.0, 0.0))
            people = city.population + 1.0
            sums[place] = (
                weight + people,
                lat + people * city.latitude,
                lon + people * city.longitude,
            )
    return {place: (lat / weight, lon / weight) for place, (weight, lat, lon) in sums.items()}


class _Resolved:
    """One structured location, taken apart from its end: country, state, city."""

    def __init__(self, names: Names, parts: list[str], hint: str | None) -> None:
        self.names, self.world, self.parts, self.hint = names, names.world, list(parts), hint
        self.country: str | None = None
        self.state: str | None = None

    def chain(self) -> tuple[Place, ...]:
        self._take_country()
        self._take_state()
        if not self.parts:
            return self._outer()
        name = self.parts[0]
        city = self._city(name)
        if city is not None:
            return self.world.chain(city)
        if len(self.parts) == 1 and self.state is None and self.country is None:
            special = self.names.phrases.get(key(name))
            return self._expanded(special[0][0]) if special else ()
        if self.state is None and self.country is None:
            return ()
        return (self._unknown(name), *self._outer())

    def _take_country(self) -> None:
        code = self.names.country(self.parts[-1])
        if code is None or (len(self.parts) == 1 and self._is_city(self.parts[0])):
            return
        states = self.names.states(self.parts[-1])
        if len(self.parts) == 2 and states and self._city_in(self.parts[0], states):
            return
        self.country = code
        self.parts.pop()

    def _is_city(self, name: str) -> bool:
        return key(name) in ("singapore", "luxembourg", "monaco") or key(name) == "georgia"

    def _city_in(self, name: str, states: list[tuple[str, str]]) -> bool:
        return any((c.country, c.state) in states for c in self._named(name))

    def _take_state(self) -> None:
        if not self.parts:
            return
        states = self.names.states(self.parts[-1])
        if self.country:
            states = [s for s in states if s[0] == self.country]
        if not states or (len(self.parts) == 1 and self._rather_city(states)):
            return
        hint = self.hint or "US"
        fitting = [s for s in states if len(self.parts) > 1 and self._city_in(self.parts[-2], [s])]
        states = sorted(fitting or states, key=lambda s: (s[0] != hint, s[0] not in ("US", "CA")))
        self.country, self.state = states[0]
        self.parts.pop()

    def _rather_city(self, states: list[tuple[str, str]]) -> bool:
        """ "New York, USA" is the city, "Washington" alone the state."""
        return key(self.parts[-1]) in ("new york", "delhi", "chandigarh") and bool(self.country)

    def _named(self, name: str) -> list[City]:
        return self.names.cities(name)

    def _city(self, name: str) -> City | None:
        found = self._named(name)
        if self.state:
            inside = [c for c in found if (c.country, c.state) == (self.country, self.state)]
            return inside[0] if inside else None
        if self.country:
            found = [c for c in found if c.country == self.country]
        elif self.hint:
            found = [c for c in found if c.country == self.hint] or found
        return max(found, key=lambda c: c.population, default=None)

    def _unknown(self, name: str) -> Place:
        leading = self.country in ("US", "CA") and self.state
        outer = self.state if leading else self.world.countries[self.country or "US"]
        return Place(name=f"{name}, {outer}", kind="city")

    def _outer(self) -> tuple[Place, ...]:
        state = (Place(name=self.state, kind="state"),) if self.state else ()
        country = self.world.countries[self.country] if self.country else None
        return (*state, Place(name=country, kind="country")) if country else state

    def _expanded(self, place: Place) -> tuple[Place, ...]:
        if place.kind == "city" and place.name in self.world.cities:
            return self.world.chain(self.world.cities[place.name])
        if place.kind == "state":
            country = self.world.state_names[place.name].country
            return (place, Place(name=self.world.countries[country], kind="country"))
        return (place,)
