"""Figures as wishes: which range a stretch of text states of a numeric attribute. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.listening.change import over
from agent.listening.domain import Domain
from agent.listening.labels import BOUNDS
from agent.listening.mentions import FigureMention, Mentions
from core.model import Kind, Range, Wish
from domains import Attribute, Pack
from readers.amount import Amount
from readers.quantity import carried
from readers.tables import word_set
from readers.text import fold, stem, words

Span = tuple[int, int]
Ends = tuple[float | None, float | None]

GRAMMAR = 9.0
"""What a bound that the figure grammar found adds to its logit."""

NIGHTS = {"week": 7.0, "month": 30.0}
"""Nights of a rent that is said by the week or month."""

HEDGE = 3.0
"""What a hedge ("around", "or so") adds to its logit."""

YEARS = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0, "hour": 2000.0}


PERIODS = ("year", "month", "week", "night", "day", "hour")


def said_range(
    attribute: Attribute, span: Span, bounds: NDArray[np.float32], mentions: Mentions,
    domain: Domain,
) -> tuple[Range, float] | None:  # fmt: skip
    """The range that a stretch states, in the attribute's unit, and how probable its kind of bound
    is; None where it holds no figure that can be used.

    ``bounds`` (BOUNDS) are the probabilities of how the figure bounds, by the learned head; what
    the grammar of figures found is added to their logits.
    """
    if attribute.type is Kind.YEAR:
        said = _years(span, mentions, domain)
    else:
        said = _amount(span, attribute, mentions, domain)
    if said is None:
        return None
    low, high = said
    logits = np.log(bounds + 1e-6)
    figures = [f for f in mentions.figures if over(f.span, span)]
    inside = [f.quantity for f in figures]
    firm = any(quantity.exact for quantity in inside)
    if low is None or high is None:
        logits[BOUNDS.index("max" if low is None else "min")] += GRAMMAR
    elif low != high or firm:
        logits[BOUNDS.index("exact" if firm else "range")] += GRAMMAR
    elif any(f.quantity.around and not _VAGUE & {*f.before} for f in figures):
        logits[BOUNDS.index("about")] += HEDGE
    kind = BOUNDS[1 + int(logits[1:].argmax())]
    shares = np.exp(logits) / np.exp(logits[1:]).sum()
    alike = _ALIKE if kind in _ALIKE and attribute.type is not Kind.YEAR else (kind,)
    probability = float(sum(shares[BOUNDS.index(one)] for one in alike))
    if low == high and not firm:
        kind = _as_meant(kind, attribute)
    ends = _ends(kind, low, high)
    if kind == "about" and attribute.type is Kind.YEAR:
        ends = _about_year(low, high, domain.today().year)
    if None in ends and left_out(mentions.text, _begins(span, mentions)):
        ends = _others(ends, attribute)
    return Range(min=ends[0], max=ends[1]), probability


def _others(ends: Ends, attribute: Attribute) -> Ends:
    """What is on the other side of a one-sided bound; years are whole ones."""
    next_to = 1 if attribute.type is Kind.YEAR else 0
    low, high = ends
    return (
        None if high is None else high + next_to,
        None if low is None else low - next_to,
    )


def _begins(span: Span, mentions: Mentions) -> int:
    """Where the first figure or year of a stretch begins."""
    starts = [f.quantity.figures[0].start for f in mentions.figures if over(f.span, span)]
    return min([*starts, *(a.span[0] for a in mentions.years if over(a.span, span))], default=0)


_LEFT_OUT = re.compile(
    r"\b(?:(?:throw|leav|tak|weed|filter|kick|cross|strik|sort)(?:e|ing)? (?:out|off|away)|"
    r"rul(?:e|ing) out|rid of|drop|remove|skip|exclude|lose|ditch|delete|hide|discard|eliminate|"
    r"bin|omit|dismiss|scrap|reject)"
    r"(?: (?:all|the|any|every|those|of|please)){0,3}"
    r" (?:ones?|those|these|all|any|anything|everything|whatever|whichever|[a-z]{2,18}s)\b"
    r"(?: (?!to\b|want|need|find|show|give|look|keep|instead)[a-z'$]{1,18}){0,7} ?$"
)


def left_out(text: str, start: int) -> bool:
    """Whether what is bounded by the figure that begins there shall go: "drop those over 300k"."""
    return bool(_LEFT_OUT.search(fold(text[max(0, start - 120) : start])))


PARTY = ("people", "guest", "person")
"""Units of the number of those who come along."""


def party_of(wishes: Sequence[Wish], pack: Pack) -> float | None:
    """How many people come along, by what was wished so far; None where that was not said."""
    own = {a.id for a in pack.attributes if a.meant == "at least" and a.unit.startswith(PARTY)}
    said = [w.value for w in wishes if w.attribute in own and w.stance == "want"]
    return next((v.max or v.min for v in said if isinstance(v, Range)), None)


def _as_meant(kind: str, attribute: Attribute) -> str:
    """How a bare figure bounds an attribute of which enough, or not too much, is wanted."""
    if attribute.meant == "at least" and kind in ("max", "exact"):
        return "min" if attribute.unit.startswith(PARTY) else "exact"
    return "exact" if attribute.meant == "at most" and kind == "min" else kind


_VAGUE = frozenset({"mayb", "perhap", "say", "possibl"})
"""Stems that leave a figure open, and do not mean that about as much is wished."""

_ALIKE = ("max", "exact", "about")
"""Bounds of a bare sum that mean much the same: "a gym, 300k"."""


def is_money(span: Span, mentions: Mentions) -> bool:
    """Whether a stretch holds a sum of money, by its sign or the name of its currency."""
    return any(f.money and over(f.span, span) for f in mentions.figures)


def is_bare(mentions: Mentions) -> bool:
    """Whether a message is a figure and nothing else that says something: "Just one", "6 of us"."""
    amounts = (*mentions.people, *mentions.stays, *mentions.counts, *mentions.years)
    spans = [*(f.span for f in mentions.figures), *(a.span for a in amounts)]
    said = [
        token for token in words(mentions.text)
        if not any(a < token.end and token.start < b for a, b in spans)
    ]  # fmt: skip
    empty = word_set("framing", "around") | word_set("framing", "empty")
    return bool(spans) and all(fold(token.text) in empty for token in said)


def _ends(kind: str, low: float | None, high: float | None) -> Ends:
    point = low if high is None else high
    first = high if low is None else low
    if kind == "max":
        return None, point
    if kind == "min":
        return first, None
    if kind == "about" and (low is None or high is None or low == high) and point is not None:
        return point - abs(point) * 0.1, point + abs(point) * 0.1
    if low is None or high is None:
        return (point, point) if kind in ("exact", "about") else (low, high)
    return low, high


def _about_year(low: float | None, high: float | None, now: int) -> tuple[float, float]:
    """A year that was hedged: a tenth of its age on both sides."""
    first, last = (high if low is None else low) or now, (low if high is None else high) or now
    return first - 0.1 * abs(now - first), last + 0.1 * abs(now - last)


def _years(span: Span, mentions: Mentions, domain: Domain) -> Ends | None:
    """The years, or ages turned into years, of a stretch."""
    year = domain.today().year
    found = [a for a in mentions.years if over(a.span, span)]
    firm = [a for a in found if any(over(a.span, f.span) for f in mentions.figures)]
    if found:
        low, high = _joined_amounts(firm or found)
        return (low, None) if low is not None and high is not None and high >= year else (low, high)
    for f in mentions.figures:
        last = f.quantity.figures[-1]
        if not over(f.span, span) or (not last.digits and last.low == 1):
            continue
        low, high = f.quantity.low, f.quantity.high
        if 1700 <= last.high <= 2100:
            return low, high
        if 0 < last.high <= 300:
            return None if high is None else year - high, None if low is None else year - low
    return None


def _joined_amounts(found: Sequence[Amount]) -> Ends:
    if len(found) > 1 and all(a.exact is not None for a in found):
        ends = [a.exact for a in found if a.exact is not None]
        return min(ends), max(ends)
    return found[-1].min, found[-1].max


def _amount(span: Span, attribute: Attribute, mentions: Mentions, domain: Domain) -> Ends | None:
    """The ends of what figures say, in the attribute's unit; None where nothing can be used."""
    if attribute.type is Kind.NUMBER:
        if "night" in attribute.unit:
            stays = [a for a in mentions.stays if over(a.span, span)]
            if stays:
                return stays[-1].min, stays[-1].max
        people = [a for a in mentions.people if over(a.span, span)]
        figures = [f for f in mentions.figures if over(f.span, span)]
        several = any(f.quantity.low != f.quantity.high for f in figures)
        comes = counts_people(attribute, domain) and not (_WORK & domain.own_words[attribute.id])
        if people and not several and comes:
            return people[-1].min, people[-1].max
    figures = _meant([f for f in mentions.figures if over(f.span, span)], mentions.text)
    figures = [f for f in figures if not _counts_else(f, domain)]
    if attribute.type is Kind.NUMBER:
        figures = [f for f in figures if not f.money and f.per in (None, "head")]
    if not figures:
        come = [p.span for p in mentions.people if (p.max or 2) > 1]
        counts = [
            a for a in mentions.counts
            if over(a.span, span) and not any(over(a.span, one) for one in come)
        ]  # fmt: skip
        return (
            (counts[-1].min, counts[-1].max) if counts and attribute.type is Kind.NUMBER else None
        )
    typical = domain.figures.get(attribute.id, ())
    ends = _joined_figures(figures)
    times = _times(figures[-1], attribute, mentions, domain)
    if times is None:
        return None
    if attribute.type is Kind.MONEY:
        times *= _scale(figures, ends, typical)
    low, high = (None if e is None else e * times for e in ends)
    if not _likely([e for e in (low, high) if e is not None], attribute, typical):
        return None
    return (high, low) if low is not None and high is not None and low > high else (low, high)


_WORKING = re.compile(
    r".{2,20}(?:ers|ors|ists|men|eers)|employ.{0,6}|guys|folks|hands|souls|heads|techs|ladies"
    r"|fellas|ftes|girls|boys|lads|chaps|gals"
)
"""What people are called who are counted where they work."""

_WORK = frozenset({"staff", "employ", "employe", "worker", "crew", "headcount"})
"""Stems of what counts people who work somewhere: those who come along are none of them."""


def _counts_else(figure: FigureMention, domain: Domain) -> bool:
    """Whether a figure counts things that no attribute counts: "16 lanes", "my 3 dogs"."""
    if not figure.things or figure.money or figure.scaled:
        return False
    named = stem(figure.things) in domain.every_own_word
    return not named and not _WORKING.fullmatch(figure.things)


LEAST_PART, MOST_TIMES = 0.1, 25.0
"""Part of the least sums that the catalogue has, below which a figure is no such sum; how many
times the greatest counts, beyond which it is none.
"""


def _likely(ends: Sequence[float], attribute: Attribute, typical: Sequence[float]) -> bool:
    """Whether a figure can be meant of what the catalogue has: "2" is no price of a night, "130"
    no number of bathrooms.
    """
    if not typical or not any(ends):
        return True
    if attribute.type is Kind.MONEY:
        return max(ends) >= typical[0] * LEAST_PART
    return min(e for e in ends if e) <= MOST_TIMES * max(typical[-1], 1.0)


def may_be_none(attribute: Attribute, domain: Domain) -> bool:
    """Whether the catalogue has items with none, or but one, of what is counted: "no payroll" is
    no team of nobody where every team has several.
    """
    return min(domain.figures.get(attribute.id, ()), default=0.0) <= 1


def _meant(figures: list[FigureMention], text: str) -> list[FigureMention]:
    """The figures without one that another takes the place of: "5, not 4"."""
    firm = [f for f in figures if text[: f.span[0]].rstrip().rsplit(" ", 1)[-1].lower() != "not"]
    return firm or figures


def counts_people(attribute: Attribute, domain: Domain) -> bool:
    """Whether an attribute is a number of people."""
    return bool({"guest", "peopl", "person", "sleep", "seat"} & domain.own_words[attribute.id])


def _joined_figures(figures: Sequence[FigureMention]) -> Ends:
    first, last = figures[0].quantity, figures[-1].quantity
    if len(figures) == 1:
        low, high = first.low, first.high
        if low is not None and high is not None and 0 < low < 1e3 <= low * 1e3 < high * 1.001:
            return low * 1e3, high
        return low, high
    a, b = carried(first.figures[0], last.figures[-1])
    if a.low <= b.high:
        shared = 1e3 if a.low < 1e3 <= a.low * 1e3 <= b.high else 1.0
        return a.low * shared, b.high
    return last.low, last.high


def _scale(
    figures: Sequence[FigureMention], ends: Ends,
    typical: Sequence[float],
) -> float:  # fmt: skip
    """What a bare "750" is multiplied by: nothing where the catalogue has such figures, else the
    thousand or million that brings it among them.
    """
    value = max(abs(e) for e in ends if e is not None)
    if not typical or value <= 0 or any(f.quantity.figures[-1].scale > 1 for f in figures):
        return 1.0
    low, high = typical[0], typical[-1]
    if value >= low / 10 or value >= 1000:
        return 1.0
    return next((s for s in (1e3, 1e6) if low / 4 <= value * s <= high * 4), 1.0)


_WHOLE = frozenset({"for", "the", "all", "our", "whole", "total", "in", "altogether", "a", "stay"})
_IN_ALL = frozenset({"total", "altogether", "lot", "whole", "tot", "overall"})
"""Words one of which says of a sum, right beside it, that it is for all of a stay."""
_COINS = frozenset({"dollar", "dollars", "euro", "euros", "pound", "pounds", "quid", "bucks"})
"""Words between a sum and the nights that it is for."""


def is_total(span: Span, attribute: Attribute, mentions: Mentions, domain: Domain) -> bool:
    """Whether a stretch has a sum for several nights, of what is priced by the night."""
    figures = [f for f in mentions.figures if over(f.span, span)]
    return any(_nights(figure, attribute, mentions, domain) for figure in figures)


def _nights(
    figure: FigureMention, attribute: Attribute, mentions: Mentions, domain: Domain
) -> float | None:
    """The nights that a sum is said to be for, where that makes a likely price of one: "500 for 5
    nights", "3 nights, 450 in total"; None where it is no such sum.
    """
    if figure.per is not None or "night" not in rates(attribute, domain):
        return None
    least = min(domain.figures.get(attribute.id, ()), default=0.0) / 2
    said = {*figure.before[-3:], *figure.after}
    if _IN_ALL & said and len(mentions.stays) == 1 and (nights := mentions.stays[0].exact):
        return nights if figure.quantity.figures[-1].high / nights >= least else None
    for stay in mentions.stays:
        between = [fold(t.text) for t in words(mentions.text[figure.span[1] : stay.span[0]])]
        if (
            stay.span[0] >= figure.span[1]
            and "for" in between
            and (_WHOLE | _COINS).issuperset(between)
        ):
            likely = stay.exact and figure.quantity.figures[-1].high / stay.exact >= least
            return stay.exact if likely else None
    return None


def rates(attribute: Attribute, domain: Domain) -> list[str]:
    """The times by which an attribute is paid, of its own words."""
    own = domain.own_words[attribute.id]
    return [period for period in PERIODS if any(word.startswith(period) for word in own)]


def _times(
    figure: FigureMention, attribute: Attribute, mentions: Mentions, domain: Domain
) -> float | None:
    """What turns a rate into the attribute's own; None where it cannot be one."""
    if attribute.type is not Kind.MONEY:
        return 1.0
    paid = rates(attribute, domain)
    if figure.per is None:
        nights = _nights(figure, attribute, mentions, domain)
        return 1 / nights if nights else 1.0
    if figure.per in paid or (figure.per == "day" and "night" in paid):
        return 1.0
    if figure.per in NIGHTS and "night" in paid:
        return 1 / NIGHTS[figure.per]
    if figure.per == "head":
        party = [people for people in mentions.people if people.max]
        here = party[-1].max if party and not over(party[-1].span, figure.span) else None
        return here or mentions.party
    typical = domain.figures.get(attribute.id, ())
    yearly = bool(typical) and typical[len(typical) // 2] >= 20_000
    if yearly:
        return YEARS[figure.per]
    return None if paid else 1.0


def crossed(attribute: Attribute, span: Span, mentions: Mentions) -> tuple[Range, Range] | None:
    """The two bounds of a stretch that leave nothing between them: "under 200k and over 500k"."""
    figures = [f.quantity for f in mentions.figures if over(f.span, span)]
    if attribute.type is not Kind.MONEY or len(figures) != 2:
        return None
    low = next((q.low for q in figures if q.high is None), None)
    high = next((q.high for q in figures if q.low is None), None)
    if low is None or high is None or low <= high:
        return None
    return Range(max=high), Range(min=low)
