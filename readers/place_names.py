"""All words for places in one lookup: nicknames, landmarks, regions, states, countries, cities."""

from __future__ import annotations

from functools import lru_cache

from core.model import Place, PlaceKind
from readers.region import region, region_words
from readers.tables import table
from readers.world import City, World, key, open_world

_ADJECTIVE = 0.8
Weighted = tuple[tuple[Place, float], ...]

_ISO3 = (
    "USA:US GBR:GB CAN:CA AUS:AU IND:IN DEU:DE FRA:FR ESP:ES MEX:MX BRA:BR NLD:NL CHE:CH SGP:SG "
    "ISR:IL ARE:AE NGA:NG IDN:ID COL:CO"
)
_OPEN: dict[str, tuple[tuple[str, PlaceKind, float], ...]] = {
    "new york": (("New York, New York", "city", 0.65), ("New York", "state", 0.35)),
    "washington": (
        ("Washington", "state", 0.55),
        ("Washington, District of Columbia", "city", 0.45),
    ),
    "georgia": (("Georgia", "state", 0.9), ("Georgia", "country", 0.1)),
    "the gulf": (("Gulf Coast", "region", 0.6), ("Persian Gulf States", "region", 0.4)),
    "gulf states": (("Gulf Coast", "region", 0.5), ("Persian Gulf States", "region", 0.5)),
    "kansas city": (("Kansas City, Missouri", "city", 0.8), ("Kansas City, Kansas", "city", 0.2)),
    "carolina": (("North Carolina", "state", 0.6), ("South Carolina", "state", 0.4)),
    "dakota": (("South Dakota", "state", 0.5), ("North Dakota", "state", 0.5)),
    "frisco": (("San Francisco, California", "city", 0.6), ("Frisco, Texas", "city", 0.4)),
    "quebec": (("Quebec", "state", 0.8), ("Quebec City, Quebec", "city", 0.2)),
    "mexico": (("Mexico", "country", 1.0),),
    "singapore": (("Singapore, Singapore", "city", 0.5), ("Singapore", "country", 0.5)),
    "hong kong": (("Hong Kong, Hong Kong", "city", 0.5), ("Hong Kong", "country", 0.5)),
    "newcastle": (
        ("Newcastle upon Tyne, United Kingdom", "city", 0.6),
        ("Newcastle, Australia", "city", 0.4),
    ),
    "delhi": (("Delhi, India", "city", 1.0),),
    "rio": (("Rio de Janeiro, Brazil", "city", 0.9),),
}


class Names:
    """Names of places by their key."""

    def __init__(self) -> None:
        self.world: World = open_world()
        self.phrases: dict[str, Weighted] = {}
        self.demonyms: frozenset[str] = frozenset()
        self._countries: dict[str, str] = {}
        self._states: dict[str, list[tuple[str, str]]] = {}
        self.abbreviations: dict[str, list[tuple[str, str]]] = {}
        self._add_countries()
        self._add_states()
        self._add_regions()
        self._add_nicknames()
        for name, places in _OPEN.items():
            self.phrases[name] = tuple((Place(name=n, kind=k), w) for n, k, w in places)
        self.first = {name.split()[0] for name in self.phrases}

    def country(self, name: str) -> str | None:
        """The ISO code of a country named in full, by its code or its everyday name."""
        if len(name) == 3 and name.isupper() and name in self._iso3:
            return self._iso3[name]
        return self._countries.get(key(name))

    def country_of(self, name: str) -> str | None:
        """The same for a name that is a key already."""
        return self._countries.get(name)

    def states(self, name: str) -> list[tuple[str, str]]:
        """The (country code, state name) pairs that a name or abbreviation may mean."""
        return self._states.get(key(name), []) or self.abbreviations.get(key(name), [])

    def state_pairs(self, name: str) -> list[tuple[str, str]]:
        """The (country code, state name) pairs of a key, by full names alone."""
        return self._states.get(name, [])

    def cities(self, name: str) -> list[City]:
        """The cities of a name or nickname, the most populous first."""
        return self.cities_of(key(name))

    def cities_of(self, name: str) -> list[City]:
        """The same for a name that is a key already."""
        found = self.world.by_key.get(name)
        if found:
            return found
        places = self.phrases.get(name, ())
        return [
            self.world.cities[p.name]
            for p, _ in places
            if p.kind == "city" and p.name in self.world.cities
        ]

    def _add_countries(self) -> None:
        self._iso3 = dict(pair.split(":") for pair in _ISO3.split())
        for code, name in self.world.countries.items():
            self._countries[key(name)] = code
        rows = table("countries")
        for code, names in rows["names"].items():
            self._countries |= {key(name): code for name in names}
        for name, code in self._countries.items():
            self.phrases[name] = ((self._country_place(code), 1.0),)
        self._add_adjectives(rows)

    def _country_place(self, code: str) -> Place:
        return Place(name=self.world.countries[code], kind="country")

    def _add_adjectives(self, rows: dict[str, dict[str, list[str]]]) -> None:
        people = {
            name: self._country_place(c) for c, ns in rows["adjectives"].items() for name in ns
        }
        for state, names in rows["states"].items():
            people |= {name: Place(name=state, kind="state") for name in names}
        for name, place in people.items():
            self.phrases[key(name)] = ((place, _ADJECTIVE),)
        self.demonyms = frozenset(map(key, people))

    def _add_states(self) -> None:
        for country, states in table("states").items():
            for names in states.values():
                pair = (country, names[0])
                self._states.setdefault(key(names[0]), []).append(pair)
                for name in names[1:]:
                    self.abbreviations.setdefault(key(name), []).append(pair)
                if key(names[0]) not in self.phrases or country == "US":
                    self.phrases[key(names[0])] = ((Place(name=names[0], kind="state"), 1.0),)
        for _, state in [pair for pairs in self._states.values() for pair in pairs]:
            for name in (f"{state} state", f"state of {state}", f"province of {state}"):
                self.phrases.setdefault(key(name), ((Place(name=state, kind="state"), 1.0),))
        for name, pairs in list(self.abbreviations.items()):
            if len(name) > 2:
                self.phrases.setdefault(
                    f"{name} state", ((Place(name=pairs[0][1], kind="state"), 1.0),)
                )
        for name in ("cali", "newfoundland", "bayern", "jersey", "orissa", "pei"):
            country, state = self.abbreviations[name][0]
            self.phrases[name] = ((Place(name=state, kind="state"), 1.0),)

    def _add_regions(self) -> None:
        for word, name in region_words().items():
            self.phrases[key(word)] = ((region(name), 1.0),)

    def _add_nicknames(self) -> None:
        for place, names in table("nicknames").items():
            kind: PlaceKind = "state" if place in self.world.state_names else "city"
            for name in names:
                self.phrases[key(name)] = ((Place(name=place, kind=kind), 1.0),)


@lru_cache(maxsize=1)
def open_names() -> Names:
    """The lookup, built by the first call and kept."""
    return Names()
