"""What should be different from the five that were shown: "like the second but cheaper"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.listening.acts import positions
from core.model import Critique, Kind
from domains import Attribute, Pack

Direction = Literal["less", "more"]

_LESS_MONEY = (
    "cheaper", "less expensive", "less costly", "less pricey", "less dear", "more affordable",
    "more reasonable", "lower priced", "lower in price", "not so expensive", "not as expensive",
    "not so dear", "not so pricey", "too expensive", "too dear", "too pricey", "too costly",
    "too steep", "too rich", "too much money", "costs? less", "for less", "less money",
    "beyond my means", "(?:out of|over|above|beyond) (?:my|our) (?:price range|budget|reach)",
    "more than (?:i|we) (?:can|could|want to|care to) (?:pay|spend|afford)", "inexpensive",
    "(?:can.?t|cannot|couldn.?t) afford",
)  # fmt: skip
_MORE_MONEY = (
    "dearer", "pricier", "more expensive", "more costly", "costlier", "more upmarket",
    "too cheap", "more upscale", "higher priced", "for more money",
)  # fmt: skip
_LESS_PEOPLE = (
    "smaller", "tinier", "not so big", "not as big", "not so large", "not as large", "less big",
    "too big", "too large", "too many (?:people|staff|employees|workers|hands)", "less staff",
    "less people", "more modest",
)  # fmt: skip
_MORE_PEOPLE = (
    "bigger", "larger", "not so small", "not as small", "not so tiny", "too small", "too tiny",
    "too few (?:people|staff|employees|workers|hands)",
)  # fmt: skip
_LESS_YEARS = (
    "older", "longer established", "more established", "better established", "longer running",
    "(?:been )?(?:around|going) longer", "not so new", "not as new", "too new", "too young",
    "more history", "less new",
)  # fmt: skip
_MORE_YEARS = (
    "newer", "younger", "more recent", "more modern", "not so old", "not as old", "too old",
    "less old", "started later", "fresher",
)  # fmt: skip
_CLOSER = (
    "(?:much |a bit |a little )?(?:closer|nearer)"
    "(?: (?:by|to (?:home|me|us|where (?:i|we) live)))?",
    "too far(?: (?:away|off|out|from (?:home|me|us|here)))?", "not so far(?: (?:away|off|out))?",
    "less (?:far|distant)",
)  # fmt: skip
_WORDS: dict[Kind, tuple[Sequence[str], Sequence[str]]] = {
    Kind.MONEY: (_LESS_MONEY, _MORE_MONEY),
    Kind.NUMBER: (_LESS_PEOPLE, _MORE_PEOPLE),
    Kind.YEAR: (_LESS_YEARS, _MORE_YEARS),
    Kind.PLACE: (_CLOSER, ()),
}
_SHORTEST: dict[Kind, tuple[str, str]] = {
    Kind.MONEY: ("cheaper", "dearer"),
    Kind.NUMBER: ("smaller", "bigger"),
    Kind.YEAR: ("older", "newer"),
    Kind.PLACE: ("closer", ""),
}
_PEOPLE = frozenset({"people", "person", "employees", "staff", "team", "workers"})
_LESS = (
    r"(?:less|lower|smaller|fewer|not so much|not as much|not so many|too much|too many"
    r"|too high)"
)
_MORE = r"(?:more|higher|bigger|larger|greater|better|not enough|too little|too few|too low)"
_OTHER = (
    r"(?:not|no|don.?t (?:like|want|care for)|different|another|other than|some other|wrong|hate)"
    r"(?: in)?(?: (?:that|this|those|these|the same|the|more|another|any))*"
)
_NOT_OF_ITEMS = (
    r"(?! than (?:about |around )?[$\d]| \$?\d| (?:people|folks?|man|men|wom[ae]n|customers?|crowd"
    r"|town|city|cities|towns|house|role|share)\b)"
)
_NAMES_ONE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th)|number|no|option|item|card"
    r"|like|than)\b|#",
    re.I,
)


@dataclass(frozen=True)
class Compared:
    """A direction in which an attribute should differ, and where that was said."""

    attribute: str
    direction: Direction
    span: tuple[int, int]


class Comparing:
    """Finds comparatives of the attributes of one pack."""

    def __init__(self, pack: Pack) -> None:
        leading = _leading(pack)
        self._patterns = [
            (a.id, direction, re.compile(rf"\b(?:{'|'.join(words)})\b{_NOT_OF_ITEMS}", re.I))
            for a in pack.attributes
            for direction, words in _said(a, leading=a.id in leading)
            if words
        ]

    def find(self, text: str) -> tuple[Compared, ...]:
        """The comparatives in a text, the longer one where two overlap, in order."""
        found = [
            Compared(id, direction, match.span())
            for id, direction, pattern in self._patterns
            for match in pattern.finditer(text)
        ]
        kept: list[Compared] = []
        for one in sorted(found, key=lambda c: c.span[0] - c.span[1]):
            if all(one.span[1] <= c.span[0] or c.span[1] <= one.span[0] for c in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda c: c.span))


def critiques(found: Sequence[Compared], text: str, shown: Sequence[str]) -> tuple[Critique, ...]:
    """What was compared, with the item it was compared to, if the text names one."""
    named = positions(text, shown) if _NAMES_ONE.search(text) else ()
    position = named[0] if named else None
    made = [
        Critique(attribute=c.attribute, direction=c.direction, position=position) for c in found
    ]
    return tuple(dict.fromkeys(made))


def said_shortest(pack: Pack) -> Iterator[tuple[str, Direction, str]]:
    """Every attribute and direction that one or two words name, and these words."""
    leading = _leading(pack)
    for attribute in pack.attributes:
        own = attribute.comparatives
        usual = _SHORTEST.get(attribute.type, ("", "")) if attribute.id in leading else ("", "")
        directions: tuple[Direction, Direction] = ("less", "more")
        for direction, ours, kind in zip(directions, (own.less, own.more), usual, strict=True):
            if words := (*ours[:1], kind)[0]:
                yield attribute.id, direction, words


def _leading(pack: Pack) -> set[str]:
    """The attributes that a mere "cheaper", "smaller", "older" or "closer" is about: the first
    sum, the first count of people (or else the first count), the first year, the first place.
    """
    found: dict[Kind, str] = {}
    for attribute in sorted(pack.attributes, key=lambda a: not _of_people(a)):
        if attribute.type in _WORDS:
            found.setdefault(attribute.type, attribute.id)
    return set(found.values())


def _of_people(attribute: Attribute) -> bool:
    named = {attribute.unit, *attribute.words}
    return attribute.type is Kind.NUMBER and bool(_PEOPLE & named)


def _said(attribute: Attribute, *, leading: bool) -> Iterator[tuple[Direction, list[str]]]:
    """The patterns for less and for more of an attribute."""
    names = [re.escape(n) for n in (attribute.label.lower(), *attribute.words)]
    named = rf"(?: (?:a|an|the|of|in|yearly|annual))* (?:{'|'.join(names)})"
    own = attribute.comparatives
    if attribute.type in (Kind.CATEGORY, Kind.CATEGORIES):
        yield "less", [*map(re.escape, own.less), _OTHER + named]
        yield "more", [*map(re.escape, own.more)]
        return
    less, more = _WORDS.get(attribute.type, ((), ())) if leading else ((), ())
    if attribute.type is Kind.PLACE:
        yield "less", [*map(re.escape, own.less), *less]
    elif attribute.type.numeric:
        counted = attribute.type is not Kind.YEAR
        yield "less", [*map(re.escape, own.less), *less, *([_LESS + named] if counted else [])]
        yield "more", [*map(re.escape, own.more), *more, *([_MORE + named] if counted else [])]
