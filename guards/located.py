"""Whether the evidence of a place speaks of that place, and of no other state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from core.model import Evidence, ItemValue, Place
from readers.place import PlaceFound, open_gazetteer
from readers.text import fold

_WORD = re.compile(r"\w+")
_SHORT = re.compile(r"(?<![\w&'-])(?:[A-Z]{2}|[A-Z][a-z]{1,4}|(?:[A-Z]\.){2})(?![\w&'-])")
_WORDS_TOO = frozenset(("HI", "IN", "ME", "OH", "OK", "OR"))
_COUNTY = re.compile(r"\s{1,4}count(?:y|ies)\b", re.I)


def unlocated(
    sentence: str,
    value: ItemValue | None,
    evidence: Evidence | None,
    known_as: Mapping[str, str] | None = None,
) -> str:
    """What is wrong with saying in a sentence that an item is where it is stored to be; else "".

    Args:
        sentence: names one of the places of ``value``; where it names none, the first is meant.
        value: the stored places, the smallest first. Other values are not judged.
        evidence: the words the place was read in. None (a field of the source) is accepted.
        known_as: what the pack calls states besides their names: folded nickname to state.
    """
    parts = value if isinstance(value, tuple) else ()
    places = [part for part in parts if isinstance(part, Place)]
    if evidence is None or not places:
        return ""
    claimed = next((p for p in places if _names(sentence, p)), places[0])
    found = open_gazetteer().find(evidence.text)
    state = next((p for p in (claimed, *places) if p.kind == "state"), None)
    others = [place.name for place in _written_states(found, evidence.text) if place != state]
    if state is not None and claimed.kind != "country" and others:
        return f"the evidence names {others[0]}"
    if _names(evidence.text, claimed) or any(claimed in _around(f) for f in found):
        return ""
    if claimed.kind != "city" and state is not None:
        called = [nick for nick, name in (known_as or {}).items() if name == state.name]
        if _abbreviates(evidence.text, state) or any(_has(evidence.text, n) for n in called):
            return ""
    return f"the evidence does not name {claimed.name}"


def _names(text: str, place: Place) -> bool:
    """Whether a text contains a place's name, that of a city also without its state."""
    return _has(text, place.name.split(",")[0] if place.kind == "city" else place.name)


def _has(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(text)))


def _abbreviates(text: str, state: Place) -> bool:
    """Whether a text contains the usual abbreviation of a state ("PA", "Pa.", "N.M.")."""
    shorts = {match.group().replace(".", "") for match in _SHORT.finditer(text)}
    shorts -= _WORDS_TOO
    return any(open_gazetteer().resolve(short)[:1] == (state,) for short in shorts)


def _around(found: PlaceFound) -> set[Place]:
    """The places a mention may mean, with all that holds them, and what a region reaches into."""
    gazetteer = open_gazetteer()
    named = [place for place, _ in found.places]
    inner = [member for place in named for member in gazetteer.members(place)]
    return {held for place in (*named, *inner) for held in (place, *gazetteer.containing(place))}


def _written_states(found: Sequence[PlaceFound], text: str) -> Iterable[Place]:
    """The states that are spelled out or abbreviated, alone or behind a town."""
    gazetteer = open_gazetteer()
    for mention in found:
        place = mention.places[0][0]
        if _COUNTY.match(text, mention.span[1]):
            continue
        if place.kind == "state":
            yield place
        elif place.kind == "city" and "," in place.name:
            town = len(_WORD.findall(place.name.split(",")[0]))
            if len(_WORD.findall(text[slice(*mention.span)])) > town and not mention.near:
                yield from (p for p in gazetteer.containing(place) if p.kind == "state")
