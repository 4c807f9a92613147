"""Places as wishes: every place attribute hears the part of a named place that it knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.listening.anecdote import is_story, wishes_something
from agent.listening.phrase import phrases
from core.model import Place
from readers.place import Gazetteer, PlaceFound

LATER = 0.35
"""What a place named after the first counts, each time: "Reno, or Sparks, Carson City at a
push".
"""

AROUND = 0.3
"""What the state around a place counts, of the place itself, when somebody says "near" it."""

_SELF = re.compile(r"\b(?:i|me|my|we|us|our|im|ive|id)\b")
_IN = re.compile(
    r"(?:\b(?:in|near|around|based in|outside|outside of|out of|within|close to|by"
    r"|across|throughout|inside|toward|towards)(?: the)?(?: (?:city|town|state|area"
    r"|region|heart|middle|suburbs?) of)?|(?:north|south|east|west|upstate|downtown|central"
    r"|coastal|rural|greater|metro)(?:ern)?)\s+$",
    re.I,
)


@dataclass(frozen=True)
class Placed:
    """Weights of the places meant, best first, and where in the text."""

    weights: tuple[tuple[Place, float], ...]
    span: tuple[int, int]
    region: Place | None = None

    @property
    def value(self) -> Place:
        """The likeliest place, or the region named, whose parts the weights are."""
        return self.region or self.weights[0][0]

    @property
    def confidence(self) -> float:
        """Its weight."""
        return sum(w for _, w in self.weights) if self.region else self.weights[0][1]


class PlaceReader:
    """Reads one place attribute; ``known`` are the places its items lie in, containing ones
    included.
    """

    def __init__(self, gazetteer: Gazetteer, known: Mapping[Place, int]) -> None:
        self._gazetteer = gazetteer
        self._known = dict(known)

    def answer(self, text: str) -> Placed | None:
        """The places that the answer to a question about place names."""
        found = self._found(text)
        told = [p.span for p in phrases(text) if is_story(p.plain)]
        plain = [f for f in found if not any(a <= f.span[0] < b for a, b in told)]
        return self._placed(plain or found)

    def mention(self, text: str, *, capital: bool = False) -> Placed | None:
        """The places wished where something else was asked: "… in Porto under 150 a night".

        ``capital`` True leaves out names in small letters, which may be words ("in billings").
        """
        kept: list[PlaceFound] = []
        for f in self._found(text):
            piece = next((p for p in phrases(text) if p.span[0] <= f.span[0] < p.span[1]), None)
            if capital and text[slice(*f.span)].islower():
                continue
            if piece is None or (is_story(piece.plain) and not wishes_something(piece.plain)):
                continue
            alone = f.span[1] - f.span[0] >= 0.7 * len(piece.text)
            wished = wishes_something(piece.plain) or not _SELF.search(piece.plain)
            if alone or (wished and _IN.search(text[: f.span[0]])):
                kept.append(f)
        placed = self._placed(kept)
        return placed if placed and placed.confidence >= 0.5 else None

    def _found(self, text: str) -> list[PlaceFound]:
        return self._gazetteer.find(text, self._known)

    def _placed(self, found: Sequence[PlaceFound]) -> Placed | None:
        totals: dict[Place, float] = {}
        share = 1.0
        found = _finest(found)
        for one in found:
            for place, weight in one.places:
                for here, part in self._here(place, near=one.near):
                    totals[here] = totals.get(here, 0.0) + share * weight * part
            share *= LATER
        if not totals:
            return None
        whole = max(1.0, sum(totals.values()))
        ordered = sorted(
            ((p, w / whole) for p, w in totals.items()), key=lambda x: (-x[1], x[0].name)
        )
        first = found[0].places[0][0] if found[0].places else None
        parted = first is not None and first not in totals and first.kind == "region"
        return Placed(
            weights=tuple((p, round(w, 4)) for p, w in ordered),
            span=(min(f.span[0] for f in found), max(f.span[1] for f in found)),
            region=first if parted and len(ordered) > 1 else None,
        )

    def _here(self, place: Place, *, near: bool) -> list[tuple[Place, float]]:
        """What this attribute knows of a place: itself, what it is in, or a region's members."""
        around = next((p for p in self._gazetteer.containing(place) if p in self._known), None)
        if place in self._known:
            return [(place, 1.0), *([(around, AROUND)] if near and around else [])]
        return [(around, 1.0)] if around else self._within(place)

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


def _finest(found: Sequence[PlaceFound]) -> Sequence[PlaceFound]:
    """Cities, states and countries before the vast regions around them: "back East, New York"."""
    return sorted(found, key=lambda f: bool(f.places) and f.places[0][0].kind == "region")
