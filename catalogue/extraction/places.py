"""Where a business is: mentions of places are weighed, those of where somebody goes or lives are
not.

States are found by name, abbreviation and nickname (from the pack), and through the cities of the
gazetteer. Cities are looked for only in the state that was decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalogue.extraction.finding import Finding
from catalogue.extraction.text import Text
from core.model import Place

Cities = Mapping[str, tuple[tuple[str, float], ...]]
"""Lower-case city name → (state, weight) of the cities of that name."""


@dataclass(frozen=True)
class PlaceRules:
    """How the state is decided.

    ``states`` holds lower-case names and nicknames, ``written`` case-sensitive codes and short
    forms,
    with the state and a weight; ``names`` and ``codes`` find them. ``away`` before a mention
    means that
    it is somewhere else, ``here`` that it is the place meant.
    """

    states: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    written: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    names: re.Pattern[str] | None = None
    codes: re.Pattern[str] | None = None
    away: re.Pattern[str] | None = None
    here: re.Pattern[str] | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    title: float = 3.0
    least: float = 0.6


@dataclass(frozen=True)
class _Mention:
    state: str
    weight: float
    span: tuple[int, int]


_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*\.?(?: (?:[A-ZÀ-Þ][\w'’-]*|of|the|du|de)){0,3}")
_CITY_WEIGHT = 1.2


def state(rules: PlaceRules, text: Text, cities: Cities) -> Finding | None:
    """The state as a chain of places (state, country), or None where the text does not tell."""
    mentions = [*_named(rules, text), *_coded(rules, text), *_by_city(rules, text, cities)]
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, _Mention] = {}
    for mention in mentions:
        scores[mention.state] += mention.weight
        if mention.state not in best or mention.weight > best[mention.state].weight:
            best[mention.state] = mention
    if not scores:
        return None
    name = max(scores, key=lambda s: (scores[s], -best[s].span[0]))
    if scores[name] < rules.least:
        return None
    lead = scores[name] / (sum(scores.values()) + 0.3)
    return Finding(_chain(rules, name), round(lead, 3), best[name].span)


def city(rules: PlaceRules, text: Text, found: Finding | None, cities: Cities) -> Finding | None:
    """The city as a chain of places (city, state, country), looked for in the decided state."""
    if found is None or not isinstance(found.value, tuple) or not isinstance(found.value[0], Place):
        return None
    name = found.value[0].name
    candidates = [
        (weight * _standing(rules, text, start), -start, city, (start, end))
        for city, start, end in _city_names(text)
        if city not in rules.states
        for place, weight in cities.get(city, ())
        if place == name
    ]
    if not candidates:
        return None
    weight, _, _, (start, end) = max(candidates)
    if weight < 0.05:
        return None
    place = Place(name=f"{_proper(text.raw[start:end])}, {name}", kind="city")
    return Finding(
        (place, *_chain(rules, name)), round(min(0.95, 0.4 + weight / 4), 3), (start, end)
    )


def _chain(rules: PlaceRules, name: str) -> tuple[Place, ...]:
    country = rules.countries.get(name, "United States")
    return Place(name=name, kind="state"), Place(name=country, kind="country")


def _proper(name: str) -> str:
    name = name.strip(" .")
    return name.title() if name.isupper() else name


def _named(rules: PlaceRules, text: Text) -> Iterator[_Mention]:
    for match in rules.names.finditer(text.low) if rules.names else ():
        name, weight = rules.states[match.group()]
        yield _Mention(name, weight * _standing(rules, text, match.start()), match.span())


def _coded(rules: PlaceRules, text: Text) -> Iterator[_Mention]:
    for match in rules.codes.finditer(text.raw) if rules.codes else ():
        if text.low[match.start()] == " ":
            continue
        name, weight = rules.written[match["code"] or f"{match['bare']}."]
        yield _Mention(name, weight * _standing(rules, text, match.start()), match.span())


def _by_city(rules: PlaceRules, text: Text, cities: Cities) -> Iterator[_Mention]:
    for name, start, end in _city_names(text):
        if name in rules.states:
            continue
        followed = _state_after(rules, text, end)
        standing = _standing(rules, text, start)
        for place, weight in cities.get(name, ()):
            if followed in (None, place):
                yield _Mention(place, _CITY_WEIGHT * weight * standing, (start, end))


def _state_after(rules: PlaceRules, text: Text, end: int) -> str | None:
    """The state that a city's name goes on with: then it is that city, and no other of the name."""
    at = end + len(text.raw[end : end + 2]) - len(text.raw[end : end + 2].lstrip(", "))
    if at == end:
        return None
    if rules.names is not None and (named := rules.names.match(text.low, at)) is not None:
        return rules.states[named.group()][0]
    if rules.codes is not None and (coded := rules.codes.match(text.raw, at)) is not None:
        return rules.written[coded["code"] or f"{coded['bare']}."][0]
    return None


def _city_names(text: Text) -> Iterator[tuple[str, int, int]]:
    """Every run of one to three capitalised words that could be a city's name, longest first."""
    for match in _NAME.finditer(text.raw):
        words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", match.group())]
        for at in range(len(words)):
            for length in (3, 2, 1):
                if at + length <= len(words):
                    start, end = (
                        match.start() + words[at][0],
                        match.start() + words[at + length - 1][1],
                    )
                    yield text.low[start:end].rstrip(".").removesuffix("'s"), start, end


def _standing(rules: PlaceRules, text: Text, at: int) -> float:
    """How much a mention says about where the business is."""
    factor = rules.title if at < text.title else max(0.6, 1.5 - at / 600)
    before = text.low[max(text.sentence(at)[0], at - 40) : at]
    if rules.here is not None and rules.here.search(before):
        return factor * 2.0
    return factor * (0.05 if rules.away is not None and rules.away.search(before) else 1.0)
