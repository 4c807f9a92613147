"""Places as wishes: every place attribute hears the part of a named place that it knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from agent.listening.anecdote import is_story, wishes_something
from agent.listening.nearby import cities, states
from agent.listening.phrase import phrases, plain
from core.model import Place
from readers.place import Gazetteer, PlaceFound

LATER = 0.35
"""What a place named after the first counts, each time: "Reno, or Sparks, Carson City at a
push".
"""

AROUND = 0.3
"""What the state around a place counts, of the place itself, when somebody says "near" it."""

NEARBY, WITHIN = 0.8, 1.0
"""What a town at a stone's throw counts, said "near" and said "within an hour of"."""

HOLDING = 0.4
"""What the state counts of a town that has no item, whose own name counts ``AROUND``."""

NEAREST = 3
"""Towns around a place that are weighed; the likelihood knows how far all others lie."""

_SELF = re.compile(r"\b(?:i|me|my|we|us|our|im|ive|id)\b")
_OR = re.compile(r"\s*(?:,|/|&|,? or|,? and|,? maybe|,? or maybe|,? perhaps)\s+(?:in |the )?", re.I)
_SUITS = re.compile(
    r"\s*(?:(?:would|['’]d|will) (?:be|do|suit|work)|only\b|is (?:a must|my first|preferred|fine|ok"
    r"|best|the place))",
    re.I,
)
"""What after a place says that it is wished."""

_RULED_OUT = re.compile(
    r"(?:\bnot|\bnever|n['’]t|\bexcept|\b(?:any|every)where but)(?:\s+(?:want(?: to be)?|be|like|in"
    r"|near|around|from|at|the|anywhere|somewhere|to|go|live|move))*\s+$",
    re.I,
)
_PAR = re.compile(r"\s*(?:,|/|,? or|,? and|,? or else)\s+(?:either )?(?:in |the )*", re.I)
_HEDGED = re.compile(
    r"\b(?:at a (?:push|pinch)|maybe|perhaps|preferabl[ey]|ideally|failing that"
    r"|otherwise|second choice|even|rather)\b",
    re.I,
)
_NEARER = re.compile(r"\bnearer to\b", re.I)
_OTHERS = re.compile(r"\b(?:they|their|them|theyre|theyve|he|she|his|her)\b")
_IN = re.compile(
    r"(?:\b(?:in|near|around|based in|outside|outside of|out of|within|close to|by"
    r"|across|throughout|inside|toward|towards|only|just|either|ideally|preferably)"
    r"(?: the)?(?: (?:city|town|state|area"
    r"|region|heart|middle|suburbs?) of)?|(?:north|south|east|west|upstate|downtown|central"
    r"|coastal|rural|greater|metro)(?:ern)?"
    r"|\b(?:go(?:ing)?|head(?:ing|ed)?|travel+(?:ing)?|fly(?:ing)?|off|trip|visit|holiday"
    r"|vacation) to"
    r"|\bvisit(?:ing)?)\s+$",
    re.I,
)
_STANDS_FIRST = re.compile(r"\s+(?:near|close to|next to|by|with|for|under|around|within)\b", re.I)
"""What follows a place that a wish begins with: "Newark near the airport"."""


class Alternative(NamedTuple):
    """A place of a list, how surely it was named (0..1), where, and the weights it stands for."""

    place: Place
    sure: float
    span: tuple[int, int]
    weights: tuple[tuple[Place, float], ...]


@dataclass(frozen=True)
class Placed:
    """Weights of the places meant, best first, and where in the text.

    ``either`` are alternatives said on a par, "Texas or Ohio": each with how surely it was named,
    where, and its own weights, those of its surroundings where the catalogue has nothing there.
    """

    weights: tuple[tuple[Place, float], ...]
    span: tuple[int, int]
    named: Place | None = None
    sure: float | None = None
    either: tuple[Alternative, ...] = ()

    @property
    def value(self) -> Place:
        """The likeliest place, or the one named, whose parts or surroundings the weights are."""
        return self.named or self.weights[0][0]

    @property
    def confidence(self) -> float:
        """How sure it is that this place was named."""
        return self.weights[0][1] if self.sure is None else self.sure


class PlaceReader:
    """Reads one place attribute; ``known`` are the places its items lie in, containing ones
    included.
    """

    def __init__(self, gazetteer: Gazetteer, known: Mapping[Place, int]) -> None:
        self._gazetteer = gazetteer
        self._known = dict(known)
        self._towns = any(place.kind == "city" for place in known)

    def answer(self, text: str) -> Placed | None:
        """The places that the answer to a question about place names."""
        found = self._found(text)
        told = [p.span for p in phrases(text) if is_story(p.plain)]
        firm = [f for f in found if not any(a <= f.span[0] < b for a, b in told)]
        return self._placed(firm or found, text)

    def mention(self, text: str, *, capital: bool = False) -> Placed | None:
        """The places wished where something else was asked: "… in Porto under 150 a night".

        ``capital`` True leaves out names in small letters, which may be words ("in billings").
        """
        kept: list[PlaceFound] = []
        every = self._found(text)
        for f in every:
            piece = next((p for p in phrases(text) if p.span[0] <= f.span[0] < p.span[1]), None)
            if (capital and _small(text, f.span)) or _RULED_OUT.search(text[: f.span[0]]):
                continue
            if piece is None or (is_story(piece.plain) and not wishes_something(piece.plain)):
                continue
            group = _group(f, every, text)
            inside = min(group[1], piece.span[1]) - max(group[0], piece.span[0])
            alone = inside >= 0.7 * len(piece.text)
            before = text[piece.span[0] : f.span[0]]
            wished = wishes_something(piece.plain) or not _SELF.search(plain(before))
            listed = bool(kept) and _OR.fullmatch(text[kept[-1].span[1] : f.span[0]])
            sentence = plain(re.split(r"[.!?]", text[: f.span[0]])[-1])
            near = f.near and not (capital and _OTHERS.search(sentence))
            held = _IN.search(text[: f.span[0]]) or _SUITS.match(text[group[1] :])
            first = not before.strip() and _STANDS_FIRST.match(text[group[1] :])
            if alone or listed or first or (wished and (near or held)):
                kept.append(f)
        placed = self._placed(kept, text)
        return placed if placed and placed.confidence >= 0.5 else None

    def _found(self, text: str) -> list[PlaceFound]:
        # Both take nine letters, so that positions stay.
        return self._gazetteer.find(_NEARER.sub("closer to", text), self._known)

    def _either(self, found: Sequence[PlaceFound], text: str) -> tuple[Alternative, ...]:
        """The alternatives, if all that was found is a list of places on a par."""
        ends = [(f.span[1], g.span[0]) for f, g in pairwise(found)]
        listed = bool(ends) and all(_PAR.fullmatch(text[a:b]) for a, b in ends)
        if not listed or _HEDGED.search(text) or any(f.near or not f.places for f in found):
            return ()
        named = [n for f in found if (n := self._alternative(f, text)) is not None]
        different = len({n.place for n in named}) == len(named) == len(found)
        return tuple(named) if different else ()

    def _alternative(self, found: PlaceFound, text: str) -> Alternative | None:
        """One place of a list by itself; None where it is doubtful, or nothing is around it."""
        place, sure = found.places[0]
        if sure < 0.5:
            return None
        if place in self._known:
            return Alternative(place, sure, found.span, ((place, 1.0),))
        around = self._placed((found,), text) if place.kind == "city" else None
        return Alternative(around.value, sure, found.span, around.weights) if around else None

    def _placed(self, found: Sequence[PlaceFound], text: str) -> Placed | None:
        totals: dict[Place, float] = {}
        share = 1.0
        either = self._either(found, text)
        found = _finest(found)
        for one in found:
            for place, weight in one.places:
                for here, part in self._here(place, one):
                    totals[here] = totals.get(here, 0.0) + share * weight * part
            share *= LATER
        if not totals:
            return None
        whole = max(1.0, sum(totals.values()))
        ordered = sorted(
            ((p, w / whole) for p, w in totals.items()), key=lambda x: (-x[1], x[0].name)
        )
        named, sure = self._first(found, ordered)
        return Placed(
            weights=tuple((p, round(w, 4)) for p, w in ordered),
            span=(min(f.span[0] for f in found), max(f.span[1] for f in found)),
            named=named,
            sure=sure,
            either=either,
        )

    def _first(
        self, found: Sequence[PlaceFound], ordered: Sequence[tuple[Place, float]]
    ) -> tuple[Place | None, float | None]:
        """The place that the weights surround, and how surely it was named; None where the
        likeliest of the weights is itself the place.
        """
        if not found[0].places:
            return None, None
        first, likely = found[0].places[0]
        if first.kind == "region" and len(ordered) > 1 and first not in dict(ordered):
            return first, sum(w for _, w in ordered)
        if len(found) > 1 or first.kind != "city" or (first in self._known and not found[0].near):
            return None, None
        return (first if self._towns else ordered[0][0]), likely

    def _here(self, place: Place, found: PlaceFound) -> list[tuple[Place, float]]:
        """What this attribute knows of a place: itself, what it is in, what is around it, or a
        region's members.
        """
        around = next((p for p in self._gazetteer.containing(place) if p in self._known), None)
        if place.kind == "city" and self._towns:
            if place in self._known and found.km is None:
                return [(place, 1.0), *([(around, AROUND)] if found.near and around else [])]
            return self._about(place, around, found.km)
        if place in self._known:
            return [(place, 1.0)]
        if found.near and place.kind == "city":
            reached = states(place, found.km, self._known)
            if reached:
                return list(reached.items())
        return [(around, 1.0)] if around else self._within(place)

    def _about(
        self, place: Place, around: Place | None, km: float | None
    ) -> list[tuple[Place, float]]:
        """A city, the cities nearest to it, and what it lies in; these first, where the catalogue
        has nothing in the city itself.
        """
        near = cities(self._gazetteer, place, km, self._known)
        nearest = sorted(near.items(), key=lambda c: (-c[1], c[0].name))[:NEAREST]
        share = NEARBY if km is None else WITHIN
        return [
            (place, 1.0 if place in self._known else AROUND),
            *((city, share * close) for city, close in nearest),
            *([(around, AROUND if place in self._known else HOLDING)] if around else []),
        ]

    def _within(self, region: Place) -> list[tuple[Place, float]]:
        """The known places that a region is made of, or lies in, by their share."""
        shares: dict[Place, float] = {}
        members = self._gazetteer.members(region)
        for member in members:
            chain = (member, *self._gazetteer.containing(member))
            held = next((p for p in chain if p in self._known), None)
            if held is not None:
                shares[held] = shares.get(held, 0.0) + 1.0 / len(members)
        return list(shares.items())


def _group(one: PlaceFound, every: Sequence[PlaceFound], text: str) -> tuple[int, int]:
    """The stretch of the list of places that one of them is in: "Texas, Ohio or Indiana"."""
    start, end = one.span
    for other in every:
        if other.span[0] >= end and _OR.fullmatch(text[end : other.span[0]]):
            end = other.span[1]
    for other in reversed(every):
        if other.span[1] <= start and _OR.fullmatch(text[other.span[1] : start]):
            start = other.span[0]
    return start, end


def _small(text: str, span: tuple[int, int]) -> bool:
    """Whether a name in small letters may be plain words; several that are all that is said are
    not.
    """
    name = text[slice(*span)]
    alone = len(name.split()) > 1 and len(name) >= len(text.strip(" .!?"))
    return name.islower() and not alone


def _finest(found: Sequence[PlaceFound]) -> Sequence[PlaceFound]:
    """Cities, states and countries before the vast regions around them: "back East, New York"."""
    return sorted(found, key=lambda f: bool(f.places) and f.places[0][0].kind == "region")
