"""What grammar and vocabulary say of each token as a mention of each attribute: the numbers that
the learned heads weigh beside the encoder's vectors.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from agent.listening.domain import Domain, Quantiles
from agent.listening.mentions import FigureMention, Mentions
from core.model import Kind, Place, Wish
from domains import Attribute
from readers.text import fold, stem, words

Floats = NDArray[np.float32]

NAMES = (
    "value", "value_exact", "value_word", "name", "name_exact", "figure", "figure_money",
    "figure_year", "figure_unit_after", "figure_unit_before", "figure_scale", "figure_people",
    "figure_period",
    "figure_percent", "place", "held", "held_value", "asked", "opening",
)  # fmt: skip
COUNT = len(NAMES)
_I = {name: i for i, name in enumerate(NAMES)}

Held = Mapping[str, frozenset[str]]
"""By attribute, the values wished so far, in lower case."""

NOTHING_HELD: Held = {}
_PEOPLE = frozenset({"guest", "peopl", "person", "sleep", "seat", "adult"})


def features(
    mentions: Mentions,
    offsets: Sequence[tuple[int, int]],
    asked: str | None,
    domain: Domain,
    held: Held = NOTHING_HELD,
) -> Floats:
    """Float32 (tokens, attributes, ``COUNT``); ``offsets`` are the tokens' spans in the text,
    ``held`` what the profile holds before.
    """
    found = np.zeros((len(offsets), len(domain.attributes), COUNT), np.float32)
    index = {a.id: i for i, a in enumerate(domain.attributes)}
    tokens = _Tokens(offsets)
    _named(found, mentions, tokens, index)
    _words(found, mentions, offsets, domain.own_words, "name", domain)
    _words(found, mentions, offsets, domain.value_words, "value_word", domain)
    for figure in mentions.figures:
        rows = tokens.within(figure.span)
        for i, attribute in enumerate(domain.attributes):
            if attribute.type.numeric:
                _figure(found, rows, i, figure, attribute, domain)
    _counted(found, mentions, tokens, domain)
    _held(found, mentions, tokens, domain, held)
    if asked in index:
        found[:, index[asked], _I["asked"]] = 1.0
    elif asked is not None:
        found[:, :, _I["opening"]] = 1.0
    return found


def _named(found: Floats, mentions: Mentions, tokens: _Tokens, index: Mapping[str, int]) -> None:
    """Tokens that name a value, or an attribute itself."""
    for value in mentions.values:
        part = found[tokens.within(value.span), index[value.attribute]]
        part[:, _I["value"]] = np.maximum(part[:, _I["value"]], value.score)
        part[:, _I["value_exact"]] = np.maximum(
            part[:, _I["value_exact"]], float(value.score == 1.0)
        )
        found[tokens.within(value.span), index[value.attribute]] = part
    for id, span in mentions.names:
        found[tokens.within(span), index[id], _I["name_exact"]] = 1.0


def _counted(found: Floats, mentions: Mentions, tokens: _Tokens, domain: Domain) -> None:
    """Tokens of people, stays, years and places, for the attributes that may hold them."""
    for i, attribute in enumerate(domain.attributes):
        if attribute.type is Kind.NUMBER and _PEOPLE & domain.own_words[attribute.id]:
            for group in mentions.people:
                found[tokens.within(group.span), i, _I["figure_people"]] = 1.0
        if attribute.type is Kind.NUMBER and "night" in attribute.unit:
            for stay in mentions.stays:
                found[tokens.within(stay.span), i, _I["figure_unit_after"]] = 1.0
        if attribute.type is Kind.YEAR:
            for year in mentions.years:
                found[tokens.within(year.span), i, _I["figure_year"]] = 1.0
        if attribute.type is Kind.PLACE:
            for place in mentions.places:
                sure = sum(weight for _, weight in place.places)
                found[tokens.within(place.span), i, _I["place"]] = sure


def _held(found: Floats, mentions: Mentions, tokens: _Tokens, domain: Domain, held: Held) -> None:
    """Attributes of which something is wished already, and tokens that name just that."""
    for i, attribute in enumerate(domain.attributes):
        values = held.get(attribute.id)
        if values is None:
            continue
        found[:, i, _I["held"]] = 1.0
        spans = [
            m.span
            for m in mentions.values
            if m.attribute == attribute.id and m.value.lower() in values
        ]
        spans += [
            p.span for p in mentions.places if any(_same_place(q.name, values) for q, _ in p.places)
        ]
        for span in spans:
            found[tokens.within(span), i, _I["held_value"]] = 1.0


def _same_place(name: str, values: frozenset[str]) -> bool:
    plain = name.lower()
    return plain in values or plain.split(",")[0] in values


class _Tokens:
    """Which tokens lie within a span of the text."""

    def __init__(self, offsets: Sequence[tuple[int, int]]) -> None:
        self._starts = np.array([a for a, _ in offsets])
        self._ends = np.array([b for _, b in offsets])

    def within(self, span: tuple[int, int]) -> NDArray[np.intp]:
        inside = (self._starts < span[1]) & (self._ends > span[0]) & (self._ends > self._starts)
        return np.flatnonzero(inside)


def _words(
    found: Floats, mentions: Mentions, offsets: Sequence[tuple[int, int]],
    own: Mapping[str, frozenset[str]], name: str, domain: Domain,
) -> None:  # fmt: skip
    """Tokens of words that stand among the words of an attribute."""
    tokens = _Tokens(offsets)
    owners: dict[str, list[int]] = {}
    for i, attribute in enumerate(domain.attributes):
        for word in own.get(attribute.id, ()):
            owners.setdefault(word, []).append(i)
    for token in words(mentions.text):
        for i in owners.get(stem(fold(token.text)), ()):
            found[tokens.within((token.start, token.end)), i, _I[name]] = 1.0


def _figure(
    found: Floats, rows: NDArray[np.intp], i: int, figure: FigureMention,
    attribute: Attribute, domain: Domain,
) -> None:  # fmt: skip
    money, year = attribute.type is Kind.MONEY, attribute.type is Kind.YEAR
    own = domain.own_words[attribute.id]
    found[rows, i, _I["figure"]] = 1.0
    found[rows, i, _I["figure_money"]] = _moneyed(
        figure, money, domain.figures.get(attribute.id, ())
    )
    found[rows, i, _I["figure_year"]] = float(year and figure.year)
    found[rows, i, _I["figure_unit_after"]] = _nearness(figure.after, own)
    found[rows, i, _I["figure_unit_before"]] = _nearness(figure.before[::-1], own)
    found[rows, i, _I["figure_percent"]] = float(figure.percent)
    found[rows, i, _I["figure_period"]] = float(
        figure.per is not None
        and any(figure.per[:4] in word or _rates(word, figure) for word in own)
    )
    if not year:
        found[rows, i, _I["figure_scale"]] = _scale_fit(
            figure, domain.figures.get(attribute.id, ())
        )


def _moneyed(figure: FigureMention, money: bool, typical: Quantiles) -> float:
    """1 for a sum by its currency, half for thousands of what the attribute has by the thousand."""
    if figure.money:
        return float(money)
    usual = money or (bool(typical) and typical[len(typical) // 2] >= 2_000)
    return 0.5 * float(figure.scaled and usual)


def _rates(word: str, figure: FigureMention) -> bool:
    return word.startswith("night") and figure.per == "day"


def _nearness(around: Sequence[str], own: frozenset[str]) -> float:
    """1 where the next word is one of the attribute's, less the farther it is; 0 for none."""
    return next((1.0 / (1 + 0.5 * k) for k, word in enumerate(around) if word in own), 0.0)


def _scale_fit(figure: FigureMention, typical: Quantiles) -> float:
    """How usual the figure is (0..1), by a log-normal through quantiles; 0 where unknown."""
    value = figure.quantity.figures[-1].high
    if not typical or value <= 0 or typical[-1] <= 0:
        return 0.0
    middle = max(typical[len(typical) // 2], 1e-9)
    low, high = max(typical[0], middle / 1e3, 1e-9), max(typical[-1], middle)
    spread = max(math.log(high / low) / 3.3, 0.35)
    scales = (1.0, 1e3, 1e6) if middle >= 20_000 and value < 1000 else (1.0,)
    return max(math.exp(-0.5 * (math.log(value * s / middle) / spread) ** 2) for s in scales)


def held_values(wishes: Sequence[Wish]) -> Held:
    """By attribute, the values wished so far, in lower case."""
    found: dict[str, frozenset[str]] = {}
    for wish in wishes:
        value = wish.value.name if isinstance(wish.value, Place) else str(wish.value)
        found[wish.attribute] = found.get(wish.attribute, frozenset()) | {value.lower()}
    return found
