"""Mentions: every stretch of an utterance that names a figure, people, a place, a value, an
attribute. Found wherever they stand; what is said of them is weighed elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.listening.domain import Domain, split_value
from core.model import Kind
from readers.age import find_ages
from readers.amount import Amount
from readers.calendar_figure import is_year
from readers.figures import find_figures, hidden
from readers.money import percent
from readers.money_words import PER_AFTER, SIGN_BEFORE, UNIT_AFTER, code, period
from readers.number import find_numbers
from readers.people import find_people
from readers.place import PlaceFound
from readers.quantity import Quantity, find_quantities
from readers.stay import find_stays
from readers.text import fold, stem, words
from readers.vocabulary import Match
from readers.year import find_years

Span = tuple[int, int]
SPELT_OUT = 0.97
"""Score of a value whose initials the words have."""

_DIGITS = {
    word: str(n) for n, word in enumerate(("two", "three", "four", "five", "six", "eight"), 2)
} | {"eight": "8"}
_PER_HEAD = re.compile(
    r"\s{0,3}(?:dollars|pounds|euros?|bucks|quid)?\s{0,3}"
    r"(?:(?:a|per|for each|each) (?:head|person|guest|adult)"
    r"|each(?! (?:night|week|month|day|year))|apiece|pp)\b"
)
_THINGS = re.compile(
    r"(?:\s|-){1,2}(?!(?:is|was|as|his|its|this|us|yes|does|has|plus|minus|less|perhaps|always"
    r"|across|towards|tops|years|yrs|months|weeks|wks|days|hours|hrs|mins|minutes|nights|nts|nites"
    r"|besides|sometimes|upstairs|downstairs|outdoors|overseas|thanks|times|dollars|bucks|pounds"
    r"|euros|francs|thousands|millions|grands|percents|others|ones)\b)"
    r"([a-z]{2,20}[^\Wsu_]s)\b"
)
REACH = 4
"""Words after a figure among which its unit stands, and before it those that name it."""


@dataclass(frozen=True)
class FigureMention:
    """A figure or range: how it was written, and the stems of the words around it; ``unit`` is
    where its currency is named, ``things`` the plural noun right after it.
    """

    quantity: Quantity
    span: Span
    money: bool
    year: bool
    scaled: bool
    percent: bool
    per: str | None
    currency: str | None
    unit: Span
    things: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class ValueMention:
    """A value of a listed attribute, or a flag, by the words that the pack has for it."""

    attribute: str
    value: str
    score: float
    span: Span


@dataclass(frozen=True)
class Mentions:
    """Everything that one utterance names; ``party`` is how many people were told of before."""

    text: str
    figures: tuple[FigureMention, ...]
    people: tuple[Amount, ...]
    stays: tuple[Amount, ...]
    counts: tuple[Amount, ...]
    years: tuple[Amount, ...]
    places: tuple[PlaceFound, ...]
    values: tuple[ValueMention, ...]
    names: tuple[tuple[str, Span], ...]
    party: float | None = None


def find_mentions(text: str, domain: Domain, party: float | None = None) -> Mentions:
    """The mentions of an utterance (already normalised) in a domain; ``party`` as there."""
    folded = hidden(text)
    quantities = find_quantities(folded, find_figures(folded))
    today = domain.today()
    places = find_places(text, domain)
    named = [place.name or place.span for place in places]
    values = [*_named(text, domain), *_spelt_out(text, domain)]
    return Mentions(
        text=text,
        figures=tuple(_figure(folded, quantity) for quantity in quantities),
        people=tuple(find_people(text)),
        stays=tuple(find_stays(text, today=today)) if _counts_nights(domain) else (),
        counts=tuple(_worded_counts(text, quantities)),
        years=(*find_years(text, today=today), *find_ages(text, today=today)),
        places=tuple(places),
        values=tuple(v for v in values if not any(_within(v.span, one) for one in named)),
        names=tuple((m.value, m.span) for m in domain.names.find(text)),
        party=party,
    )


def _within(inner: Span, outer: Span) -> bool:
    """Whether a stretch is a part of another: the "South" of "South Dakota"."""
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _named(text: str, domain: Domain) -> list[ValueMention]:
    """The values that are named, the longest names first; what the catalogue calls something is
    found within the words for a flag, too: "near the old town" names the old town.
    """
    found = [_value(m) for m in domain.named_values.find(text)]
    flags = {a.id for a in domain.attributes if a.type is Kind.FLAG}
    around = [m.span for m in found if m.attribute in flags]
    inner = [_value(m) for m in domain.catalogue_names.find(text)] if around else []
    return found + [
        m for m in inner if m not in found and any(a <= m.span[0] < b for a, b in around)
    ]


def _value(match: Match) -> ValueMention:
    return ValueMention(*split_value(match.value), match.score, match.span)


def _spelt_out(text: str, domain: Domain) -> list[ValueMention]:
    """Values written by their initials, in words: "all wheel drive" for AWD, "4 wheel drive"."""
    if not domain.initials:
        return []
    tokens = words(text)
    first = [_DIGITS.get(fold(t.text), fold(t.text)[:1]) for t in tokens]
    found = []
    for n in sorted({len(name) for name in domain.initials}):
        for i in range(len(tokens) - n + 1):
            span = (tokens[i].start, tokens[i + n - 1].end)
            said = domain.initials.get("".join(first[i : i + n]), ())
            found += [ValueMention(id, value, SPELT_OUT, span) for id, value in said]
    return found


def _worded_counts(text: str, quantities: list[Quantity]) -> list[Amount]:
    """Counts that are said without a figure: "nobody", "no staff", "just me"."""
    spans = [(q.start, q.end) for q in quantities]
    return [
        a for a in find_numbers(text) if not any(a.span[0] < e and s < a.span[1] for s, e in spans)
    ]


def _counts_nights(domain: Domain) -> bool:
    return any("night" in a.unit for a in domain.attributes)


def find_places(text: str, domain: Domain) -> list[PlaceFound]:
    """The places that a text names."""
    held = [domain.places.get(a.id, {}) for a in domain.attributes if a.type is Kind.PLACE]
    if not held:
        return []
    known = {place: n for one in held for place, n in one.items()}
    return domain.gazetteer.find(text, known)


def _currency(folded: str, figure: Span) -> tuple[str | None, Span]:
    """The code of the currency that a sum is said in, and where; None where that is left open."""
    before = folded[max(0, figure[0] - 8) : figure[0]]
    sign, unit = SIGN_BEFORE.search(before), UNIT_AFTER.match(folded[figure[1] :])
    said = unit["unit"] if unit else sign["sign"] if sign else ""
    at = (figure[0] - len(before) + sign.start(), figure[1]) if sign else figure
    at = (figure[1] + unit.start("unit"), figure[1] + unit.end("unit")) if unit else at
    usual = said in ("", "$", "dollar", "dollars", "buck", "bucks")
    return (None if usual else code(said, "USD")), at


def _figure(folded: str, quantity: Quantity) -> FigureMention:
    first, last = quantity.figures[0], quantity.figures[-1]
    before, after = folded[max(0, first.start - 40) : first.start], folded[last.end :][:48]
    signed = bool(SIGN_BEFORE.search(folded[max(0, first.start - 8) : first.start]))
    tail = PER_AFTER.match(after)
    span = (first.start, last.end)
    each = _PER_HEAD.match(after)
    currency, unit = _currency(folded, span)
    return FigureMention(
        quantity=quantity,
        span=span,
        money=signed or bool(UNIT_AFTER.match(after)),
        year=is_year(folded, first) or (1900 <= first.low <= 2035 and len(first.digits) == 4),
        scaled=any(f.scale >= 1000 for f in quantity.figures),
        percent=percent(folded, quantity),
        currency=currency,
        unit=unit,
        things=things[1] if (things := _THINGS.match(after)) else "",
        per="head" if each else period(tail) if tail else None,
        before=tuple(stem(t.text) for t in words(before))[-REACH:],
        after=tuple(stem(t.text) for t in words(after))[:REACH],
    )
