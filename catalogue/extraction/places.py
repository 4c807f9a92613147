"""Where a business is: mentions of places are weighed, those of where somebody goes or lives are
not.

A state written beside a town beats what the names of towns suggest, and a town's name that is
common in several states decides nothing alone. Cities are looked for only in the state that was
decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from catalogue.extraction.finding import Finding
from catalogue.extraction.mentions import (
    Cities,
    Mention,
    PlaceRules,
    city_names,
    mentions_of,
    standing,
    state_after,
)
from catalogue.extraction.text import Text
from core.model import Place
from readers.tables import word_set

SURE_WEIGHT = 0.9
"""Weight per standing of a nickname in the title that holds its own against a written state."""


def state(rules: PlaceRules, text: Text, cities: Cities) -> Finding | None:
    """The state as a chain of places (state, country), or None where the text does not tell."""
    mentions = _beside_written(rules, mentions_of(rules, text, cities), text)
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, Mention] = {}
    for mention in mentions:
        scores[mention.state] += mention.weight
        if mention.state not in best or mention.weight > best[mention.state].weight:
            best[mention.state] = mention
    if not scores:
        return None
    name = max(scores, key=lambda s: (scores[s], -best[s].span[0]))
    if scores[name] < rules.least or not _supported(name, mentions, text):
        return None
    lead = scores[name] / (sum(scores.values()) + 0.3)
    return Finding(_chain(rules, name), round(lead, 3), best[name].span)


def _beside_written(
    rules: PlaceRules, mentions: Sequence[Mention], text: Text
) -> Sequence[Mention]:
    """The mentions that count beside a state that is written out next to its town.

    In the title it beats whatever other names suggest; further below, a well-known place in the
    title (of the pack's list) still counts.
    """
    states = {m.state for m in mentions if m.town}
    if not states:
        return mentions
    in_title = any(m.town and m.span[0] < text.title for m in mentions)

    def counts(one: Mention) -> bool:
        if not one.inferred or one.state in states:
            return True
        known = text.low[slice(*one.span)] in rules.states
        strong = known and one.weight >= SURE_WEIGHT * rules.title
        return strong and not in_title and one.span[0] < text.title

    return [m for m in mentions if counts(m)]


def _supported(name: str, mentions: Sequence[Mention], text: Text) -> bool:
    """Whether more speaks for a state than one town's name that is common elsewhere, too."""
    own = [m for m in mentions if m.state == name]
    if any(m.sure for m in own):
        return True
    return len({text.low[slice(*m.span)].strip(" .") for m in own}) > 1


def city(rules: PlaceRules, text: Text, found: Finding | None, cities: Cities) -> Finding | None:
    """The city as a chain of places (city, state, country), looked for in the decided state."""
    if found is None or not isinstance(found.value, tuple) or not isinstance(found.value[0], Place):
        return None
    name = found.value[0].name
    state_names = {state.lower() for state, _ in rules.states.values()}
    candidates = [
        (weight * standing(rules, text, start), -start, city, (start, end))
        for city, start, end in city_names(text)
        if city not in state_names and _is_named(rules, text, city, name, (start, end))
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


_IN = re.compile(r"(?:\b(?:in|near|around|outside|of|at|from)|[,(|/–—-])\s$")


def _is_named(rules: PlaceRules, text: Text, city: str, state: str, span: tuple[int, int]) -> bool:
    """Whether a name stands for a town: one that is first of all a word only beside the state, or
    where a place is said.
    """
    if city not in word_set("doubtful", "words"):
        return True
    placed = _IN.search(text.low, max(0, span[0] - 12), span[0]) is not None
    return placed or state_after(rules, text, span[1]) == state


def _chain(rules: PlaceRules, name: str) -> tuple[Place, ...]:
    country = rules.countries.get(name, "United States")
    return Place(name=name, kind="state"), Place(name=country, kind="country")


def _proper(name: str) -> str:
    name = name.strip(" .")
    return name.title() if name.isupper() else name
