"""Which attributes what is named belongs to: a place or a value is of those that hold it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from agent.listening.amounts import rates
from agent.listening.domain import Domain
from agent.listening.labels import TAGS
from agent.listening.mentions import FigureMention, Mentions
from agent.listening.network import Scores
from agent.listening.wording import refused_scopes
from core.model import Kind
from domains import Attribute
from readers.place_context import near_of
from readers.text import fold, stem, words

Span = tuple[int, int]
Rows = NDArray[np.intp]

SHIFT = 0.9
"""Share of the probability that goes from attributes which cannot hold what is named to those that
can."""

LEAST_FIGURE, LEAST_CALLED, LEAST_REFUSED = 0.02, 0.15, 0.3
LEAST_HELD, LEAST_PLACED = 0.04, 0.005
"""Probability of the attributes that hold a value, and a place of the catalogue, below which the
heads are left alone.
"""

OPENS = re.compile(r"\W*(?:(?:in|near|around|the|het|de|la|le|el|maybe|say|ok|okay|well)\W+)*")
CLOSES = re.compile(
    r"\s{0,4}(?:side|area|part|please|then|maybe)?\s{0,4}"
    r"(?:[,.;!?\n](?!\s{0,4}(?:my|our|his|her|your|who|where|this)\b)|$)"
)
"""What stands before and after a name that a message begins with, and that is said by itself."""

NAMING = (Kind.PLACE, Kind.CATEGORY, Kind.CATEGORIES, Kind.FLAG)
"""Attributes whose values are named; figures and descriptions are said otherwise."""


def owned(scores: Scores, mentions: Mentions, domain: Domain) -> Scores:
    """The scores, with the tokens of a name given to the attributes that hold it, and those of the
    words that lead to it ("near", "close to") besides; a name of the catalogue that a message
    begins with, and that is said by itself, is wished.
    """
    named, scopes = _holders(mentions, domain), refused_scopes(mentions.text)
    if not (named or scopes or mentions.figures or mentions.people):
        return scores
    owner, tag = scores.owner.copy(), scores.tag.copy()
    counted = np.array([a.type.numeric for a in domain.attributes])
    sleeps = np.array([_sleeps(a) for a in domain.attributes])
    for group in mentions.people if sleeps.any() else ():
        rows = rows_within(scores.offsets, group.span)
        _shift(owner, rows, sleeps, counted & ~sleeps, LEAST_FIGURE)
    for scope in scopes:
        _refused(tag, rows_within(scores.offsets, scope))
    _figures_owned(owner, scores.offsets, mentions, domain)
    names = {*domain.places, *domain.from_catalogue}
    naming = np.array([a.type in NAMING for a in domain.attributes])
    leading = naming | np.array([a.type is Kind.TEXT for a in domain.attributes])
    folded = fold(mentions.text)
    for span, ids in _by_span(named).items():
        ids = _first(ids, domain)
        holds = np.array([a.id in ids for a in domain.attributes])
        rows = rows_within(scores.offsets, span)
        least = LEAST_PLACED if ids <= set(domain.places) else LEAST_HELD
        _shift(owner, rows, holds, naming & ~holds, least)
        start = near_of(folded, *span)[2]
        before = rows_within(scores.offsets, (start, span[0]))
        if len(before) and len(rows):
            _shift(owner, before, holds, leading & ~holds, least)
        if ids & names and OPENS.fullmatch(folded[: span[0]]) and CLOSES.match(folded, span[1]):
            _wanted(tag, rows)
    return replace(scores, owner=owner, tag=tag)


def _figures_owned(
    owner: NDArray[np.float32], offsets: Sequence[Span], mentions: Mentions, domain: Domain
) -> None:
    """Give figures, in place, to what can hold them, and of that to what they are called."""
    called = called_figures(mentions, domain)
    counted = np.array([a.type.numeric for a in domain.attributes])
    for figure in mentions.figures:
        holds = np.array([_can_hold(a, figure, domain) for a in domain.attributes])
        if holds.any() and (counted & ~holds).any():
            rows = rows_within(offsets, figure.span)
            _shift(owner, rows, holds, counted & ~holds, LEAST_FIGURE)
        id, span = called.get(figure.span, ("", figure.span))
        alone = np.array([a.id == id for a in domain.attributes]) & holds
        if alone.any():
            _shift(owner, rows_within(offsets, span), alone, counted & ~alone, LEAST_CALLED)


def called_figures(mentions: Mentions, domain: Domain) -> dict[Span, tuple[str, Span]]:
    """By figure, the attribute that is called by its name in one breath with it, and the stretch
    of both: "annual revenue no less than $290,000", "300k price 500k sales". What stands right
    after another figure is the name of that one, unless that one has its own.
    """
    found: dict[Span, tuple[str, Span]] = {}
    spans = sorted(figure.span for figure in mentions.figures)
    last, own = 0, True
    for n, (start, end) in enumerate(spans):
        after = spans[n + 1][0] if n + 1 < len(spans) else len(mentions.text)
        ends = [m.end() for m in _APART.finditer(mentions.text, last, start)]
        begin = max(ends, default=last)
        before = _names((begin, start), mentions, domain) if begin != last or own else []
        stop = _APART.search(mentions.text, end, after)
        behind = _names((end, stop.start() if stop else after), mentions, domain)
        close = [(id, at) for id, at in behind if len(words(mentions.text[end : at[0]])) < NEXT]
        if before:
            id, at = max(before, key=lambda one: (one[1][1], -one[1][0]))
            found[start, end] = id, (at[0], end)
        elif close:
            id, at = min(close, key=lambda one: one[1])
            found[start, end] = id, (start, at[1])
        last, own = end, bool(before)
    return found


NEXT = 2
"""Words after a figure, the last of which may be the name of what it is of."""


def _names(span: Span, mentions: Mentions, domain: Domain) -> list[tuple[str, Span]]:
    """Where attributes are called by their names within a stretch, for short too."""
    first, last = (bisect_left(mentions.names, at, key=lambda one: one[1][0]) for at in span)
    short = [
        (domain.called[word], (span[0] + t.start, span[0] + t.end))
        for t in words(mentions.text[slice(*span)])
        if (word := stem(fold(t.text))) in domain.called
    ]
    return [*short, *mentions.names[first:last]]


_APART = re.compile(r"[.,;:!?\n)](?=\s|$)|\b(?:and|or|but|with|for)\b")


def _sleeps(attribute: Attribute) -> bool:
    """Whether an attribute is how many people something must at least hold."""
    people = attribute.unit.startswith(("people", "guest", "person"))
    return attribute.type is Kind.NUMBER and attribute.meant == "at least" and people


def _refused(tag: NDArray[np.float32], rows: Rows) -> None:
    """Take for refused, in place, what may be, and else says nothing: "payments, not betting"."""
    none, avoid = TAGS.index("none"), TAGS.index("avoid")
    if len(rows) and tag[rows, avoid].mean() >= LEAST_REFUSED:
        moved = SHIFT * tag[rows, none]
        tag[rows, none] -= moved
        tag[rows, avoid] += moved


def _can_hold(attribute: Attribute, figure: FigureMention, domain: Domain) -> bool:
    """Whether a figure with its unit can be of an attribute: "$5k a month" of a sum by the year,
    "9 people" of what counts people.
    """
    if not attribute.type.numeric:
        return False
    if figure.per is not None:
        sums = [a for a in domain.attributes if a.type is Kind.MONEY]
        timed = [a.id for a in sums if rates(a, domain)]
        return attribute.type is Kind.MONEY and (not timed or attribute.id in timed)
    if figure.money:
        return attribute.type is Kind.MONEY
    unit = figure.after[:1]
    named = [a for a in domain.attributes if a.type.numeric and a.type is not Kind.MONEY]
    owns = [a.id for a in named if {*unit} & domain.own_words[a.id]]
    return attribute.id in owns if owns else True


def _wanted(tag: NDArray[np.float32], rows: Rows) -> None:
    """Take for a wish, in place, what nothing else is said of: a name that is said by itself."""
    none, want = TAGS.index("none"), TAGS.index("want")
    moved = SHIFT * tag[rows, none]
    tag[rows, none] -= moved
    tag[rows, want] += moved


def _shift(
    owner: NDArray[np.float32],
    rows: Rows,
    holds: NDArray[np.bool_],
    others: NDArray[np.bool_],
    least: float,
) -> None:
    """Move probability, in place, in proportion to what the holders have over all the rows, where
    that is the least that it takes.
    """
    if not len(rows):
        return
    share = owner[np.ix_(rows, holds)].mean(axis=0)
    if share.sum() < least:
        return
    moved = SHIFT * owner[np.ix_(rows, others)]
    owner[np.ix_(rows, others)] -= moved
    owner[np.ix_(rows, holds)] += np.outer(moved.sum(axis=1), share / share.sum())


def _holders(mentions: Mentions, domain: Domain) -> list[tuple[Span, str]]:
    """Each name with an attribute that holds it; of names within each other the longer, where it
    is no mere sign of something ("near the old town" tells that it is central, and where).
    """
    flags = {a.id for a in domain.attributes if a.type is Kind.FLAG}
    found = [(m.span, m.attribute) for m in mentions.values if m.score == 1.0]
    for mention in mentions.places:
        if owner := _of_place(mention.places[0][0].name, domain):
            found.append((mention.name or mention.span, owner))
    spans = {span for span, id in found if id not in flags}
    return [one for one in found if not any(inside(one[0], span) for span in spans)]


def _first(ids: set[str], domain: Domain) -> set[str]:
    """Of several attributes that hold a name: what an item is, of one value, goes before labels
    that it may have several of; a word of the pack for a flag before a name of the catalogue.
    """
    of = {a.id: a.type for a in domain.attributes if a.id in ids}
    if Kind.FLAG in of.values() and ids & domain.from_catalogue:
        return {id for id in ids if id not in domain.from_catalogue}
    if Kind.CATEGORY in of.values():
        return {id for id in ids if of.get(id) is not Kind.CATEGORIES}
    return ids


def _of_place(name: str, domain: Domain) -> str | None:
    """The attribute that has a place in the catalogue: of several the one with the fewest values,
    the wider one.
    """
    held = {
        id: places
        for id, places in domain.places.items()
        if any(place.name == name for place in places)
    }
    return min(held, key=lambda id: len(held[id]), default=None)


def _by_span(named: Sequence[tuple[Span, str]]) -> Mapping[Span, set[str]]:
    found: dict[Span, set[str]] = {}
    for span, id in named:
        found.setdefault(span, set()).add(id)
    return found


def inside(span: Span, other: Span) -> bool:
    """Whether a stretch is a part of another one."""
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def rows_within(offsets: Sequence[Span], span: Span) -> Rows:
    """The tokens that begin in a stretch, int[n]."""
    return np.array(
        [i for i, (a, b) in enumerate(offsets) if a < b and span[0] <= a < span[1]], int
    )
