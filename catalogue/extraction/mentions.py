"""The places that a text names, each with the state it speaks for and how much it says.

States are found by name, abbreviation and nickname (from the pack), and through the cities of the
gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.extraction.text import Text
from readers.tables import word_set

Cities = Mapping[str, tuple[tuple[str, float], ...]]
"""Lower-case city name → (state, weight) of the cities of that name."""


@dataclass(frozen=True)
class PlaceRules:
    """How the state is decided.

    ``states`` holds lower-case names and nicknames, ``written`` case-sensitive codes and short
    forms, with the state and a weight; ``names`` and ``codes`` find them. ``away`` before a mention
    means that it is somewhere else, ``here`` that it is the place meant.
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
class Mention:
    """One place that is named, and the state it speaks for.

    ``town`` is the span of the town that the state stands beside ("Salem, Mass."). ``inferred``
    means that the state is not named itself. ``sure`` is False for the name of a town that is
    common in several states.
    """

    state: str
    weight: float
    span: tuple[int, int]
    town: tuple[int, int] | None = None
    inferred: bool = False
    sure: bool = True


_RUN = re.compile(r"[A-ZÀ-Þ][\w'’-]*\.?(?: (?:[A-ZÀ-Þ][\w'’-]*|of|the|du|de)){0,3}")
_TOWN = re.compile(
    r"(?<![\w'’])[A-ZÀ-Þ][\w'’-]*\.?"
    r"(?: (?:(?:of|the|or|and|du|de) )?[A-ZÀ-Þ][\w'’-]*){0,3}(?P<gap>, ?| \(| )$"
)
_SMALL = re.compile(
    r"(?P<town>(?<![\w'’])[a-z][\w'’.-]{0,30}(?: [\w'’.-]{1,30}){0,2},? )"
    r"(?P<code>[a-z]{2})(?![\w'’])"
)
_LABEL = re.compile(r" ?:")
_LONGEST_TOWN = 45
_SHOUTED = re.compile(r"[A-Z]{2,}")
_AMBIGUOUS = "AB AL AR CO CT DE HI ID IN LA MA MD ME MS MT NB OH OK ON OR PA PE VA"
_WORDS_TOO = frozenset(_AMBIGUOUS.split())
"""Codes that are words or common abbreviations as well."""

CITY_WEIGHT = 1.2
WRITTEN_WEIGHT = 1.5
"""How much more a state says beside a town than alone."""

SURE_NICKNAME = 0.7
"""Weight from which a nickname of the pack means one state alone."""

SURE_SHARE = 0.8
"""Share of the people of all towns of one name from which the name means that one."""


def mentions_of(rules: PlaceRules, text: Text, cities: Cities) -> list[Mention]:
    """All mentions; parts and short forms of a longer name that is mentioned are left out."""
    found = [*_named(rules, text, cities), *_coded(rules, text, cities)]
    found += [*_by_city(rules, text, cities), *_in_small_letters(rules, text, cities)]
    found = [m for m in found if not _is_quarter(rules, m, found, text)]
    towns = [(m.town, m.state) for m in found if m.town]
    found = [m for m in found if not any(_inside(m.span, t) and m.state != s for t, s in towns)]
    longer = [m for m in found if " " in text.low[slice(*m.span)].strip()]
    return [m for m in found if not (m.inferred and _is_part(m, longer, text))]


def city_names(text: Text) -> Iterator[tuple[str, int, int]]:
    """Every run of one to three capitalised words that could be a city's name, longest first."""
    for match in _RUN.finditer(text.raw):
        words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", match.group())]
        for at in range(len(words)):
            for length in (3, 2, 1):
                if at + length <= len(words):
                    start, end = (
                        match.start() + words[at][0],
                        match.start() + words[at + length - 1][1],
                    )
                    yield text.low[start:end].rstrip(".").removesuffix("'s"), start, end


def standing(rules: PlaceRules, text: Text, at: int) -> float:
    """How much a mention says about where the business is."""
    factor = rules.title if at < text.title else max(0.6, 1.5 - at / 600)
    if rules.here is not None and rules.here.search(_before(text, at)):
        return factor * 2.0
    return factor * (0.05 if _is_away(rules, text, at) else 1.0)


def _before(text: Text, at: int) -> str:
    return text.low[max(text.sentence(at)[0], at - 40) : at]


def _is_away(rules: PlaceRules, text: Text, at: int) -> bool:
    return rules.away is not None and bool(rules.away.search(_before(text, at)))


def _inside(span: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _is_part(mention: Mention, longer: Sequence[Mention], text: Text) -> bool:
    """Whether a name is a piece of a longer one ("the Springs" of "Colorado Springs")."""
    name = text.low[slice(*mention.span)].strip(" .")
    for other in longer:
        whole = text.low[slice(*other.span)].strip(" .")
        held = _inside(mention.span, other.span) or whole.endswith(f" {name}")
        if held and other.state != mention.state and whole != name:
            return True
    return False


def _is_quarter(rules: PlaceRules, mention: Mention, found: Sequence[Mention], text: Text) -> bool:
    """Whether a nickname is a part of the town behind it ("Capitol Hill, Seattle")."""
    if not mention.inferred or text.low[slice(*mention.span)] not in rules.states:
        return False
    return any(
        other.inferred
        and other.sure
        and other.state != mention.state
        and 0 < other.span[0] - mention.span[1] <= len(", ")
        for other in found
    )


def _in_small_letters(rules: PlaceRules, text: Text, cities: Cities) -> Iterator[Mention]:
    """In the title, a code in small letters behind a town that is known to lie there."""
    for match in _SMALL.finditer(text.low[: text.title]):
        code = match["code"]
        if text.raw[match.start("code") : match.end()] != code or code.upper() not in rules.written:
            continue
        state, weight = rules.written[code.upper()]
        for start in _starts(match["town"]):
            name = match["town"][start:].rstrip(", ")
            if any(place == state for place, _ in cities.get(name, ())):
                town = (match.start("town") + start, match.start("town") + start + len(name))
                yield _written(rules, text, state, weight, match.span("code"), town)
                break


def _starts(words: str) -> list[int]:
    return [match.start() for match in re.finditer(r"[^ ]+", words)]


def _named(rules: PlaceRules, text: Text, cities: Cities) -> Iterator[Mention]:
    for match in rules.names.finditer(text.low) if rules.names else ():
        name, weight = rules.states[match.group()]
        if match.group() != name.lower():
            said = weight * standing(rules, text, match.start())
            yield Mention(name, said, match.span(), inferred=True, sure=weight >= SURE_NICKNAME)
        else:
            town = _town_before(rules, text, match.start(), name, cities, doubtful=True)
            yield _written(rules, text, name, weight, match.span(), town)


def _coded(rules: PlaceRules, text: Text, cities: Cities) -> Iterator[Mention]:
    for match in rules.codes.finditer(text.raw) if rules.codes else ():
        if text.low[match.start()] == " ":
            continue
        name, weight = rules.written[match["code"] or f"{match['bare']}."]
        doubtful = match.group() in _WORDS_TOO
        town = _town_before(rules, text, match.start(), name, cities, doubtful)
        if town is None and doubtful and _shouted(text, match.span()):
            continue
        yield _written(rules, text, name, weight, match.span(), town)


def _written(
    rules: PlaceRules,
    text: Text,
    name: str,
    weight: float,
    span: tuple[int, int],
    town: tuple[int, int] | None,
) -> Mention:
    """A state by name or code: where the town before it is elsewhere, so is the state."""
    weight *= standing(rules, text, span[0])
    if town and (_is_away(rules, text, town[0]) or _is_away(rules, text, span[0])):
        return Mention(name, min(weight, 0.1), span)
    return Mention(name, weight * (WRITTEN_WEIGHT if town else 1.0), span, town)


def _shouted(text: Text, span: tuple[int, int]) -> bool:
    """Whether a neighbouring word is in capitals, too: then a code may be any word."""
    before = text.raw[max(0, span[0] - 25) : span[0]].split(" ")
    after = text.raw[span[1] : span[1] + 25].split()
    beside = [*(w for w in before[-2:] if w), *after[:1]]
    return any(_SHOUTED.match(word) for word in beside)


def _town_before(
    rules: PlaceRules, text: Text, at: int, state: str, cities: Cities, doubtful: bool
) -> tuple[int, int] | None:
    """The span of the town that a state stands beside; ``doubtful`` names and codes need a comma
    or a town that is known to lie there.
    """
    first = max(0, at - _LONGEST_TOWN)
    match = _TOWN.search(text.raw, first, at)
    if match is None:
        return None
    words = list(re.finditer(r"[^ ]+", text.low[match.start() : match.start("gap")]))
    for word in words:
        start = match.start() + word.start()
        name = text.low[start : match.start("gap")].rstrip(".")
        if any(place == state for place, _ in cities.get(name, ())):
            return start, match.start("gap")
        if name in rules.states and rules.states[name][0] == state and name != state.lower():
            return start, match.start("gap")
    sure = "," in match["gap"] or not doubtful
    return (match.start(), match.start("gap")) if sure else None


def _by_city(rules: PlaceRules, text: Text, cities: Cities) -> Iterator[Mention]:
    for name, start, end in city_names(text):
        if name in rules.states or name not in cities or _LABEL.match(text.raw, end):
            continue
        followed = state_after(rules, text, end)
        factor = CITY_WEIGHT * standing(rules, text, start)
        total = sum(weight for _, weight in cities[name])
        for place, weight in cities[name]:
            if followed in (None, place):
                lone = weight / total >= SURE_SHARE and name not in word_set("doubtful", "words")
                sure = followed == place or lone
                yield Mention(place, factor * weight, (start, end), inferred=True, sure=sure)


def state_after(rules: PlaceRules, text: Text, end: int) -> str | None:
    """The state that a city's name goes on with: then it is that city, and no other of the name."""
    at = end + len(text.raw[end : end + 2]) - len(text.raw[end : end + 2].lstrip(", "))
    if at == end:
        return None
    if rules.names is not None and (named := rules.names.match(text.low, at)) is not None:
        return rules.states[named.group()][0]
    if rules.codes is not None and (coded := rules.codes.match(text.raw, at)) is not None:
        return rules.written[coded["code"] or f"{coded['bare']}."][0]
    return None
