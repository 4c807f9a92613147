"""Figures as wishes: which of the numbers in an answer counts, and how exactly it was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agent.listening.anecdote import is_story
from agent.listening.negation import negated
from agent.listening.phrase import phrases
from agent.listening.relative import relative
from agent.listening.staying import stays_in
from core.model import Kind, Range
from domains import Attribute
from readers.amount import Amount
from readers.money import find_money
from readers.number import find_numbers
from readers.year import find_years

Quantiles = tuple[float, ...]
"""Ascending values of one attribute in the catalogue at equal steps of probability (e.g. 5, 25,
50, 75, 95 %).
"""

SHORT = 6
"""Words of an answer in which a bare figure may be an age."""

OLDEST = 300
"""Years that anything on offer has been around, at most."""

VAGUE = 0.45
"""Confidence of a figure that only "small" or "old" stands for."""

SLACK_MONEY = 0.20
"""A sum said without "up to" or "at least" means about that much."""

SLACK_RANGE = 0.08
SLACK_COUNT = 0.20

YEARS = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0, "hour": 2000.0}

_UP_TO = re.compile(r"^(?:i |we |can |could |go |spend |pay |budget |is )*(?:up )?to\s*$", re.I)
_EARNS = re.compile(
    r"\b(?:must|needs?|has|have|got|should|want|wants)(?: to| it to)? (?:make|clear|earn"
    r"|bring|net|throw|take|pay|turn|do|generate|produce)\b|\bor (?:better|more|up|over)\b"
    r"|\bat least\b",
    re.I,
)
_TIMED = re.compile(
    r"^\s*(?:or so )?(?:(?:a|per|each|every) )?"
    r"(?:%|percent|years?|yrs?|hours?|days?|nights?|months?|weeks?|miles?"
    r"|minutes?|o'?clock|a\.?m\.?\b|p\.?m\.?\b|times)",
    re.I,
)
_TINY = re.compile(
    r"(?:about |around |under |over )*(?:[1-9]|one|two|three|four|five|six|seven|eight|nine)", re.I
)
"""A figure below ten, which as a sum says nothing of its scale: millions where these are usual."""

_SHORT_OF = re.compile(
    r"\b(?:not (?:quite|yet)?|nearly|almost|just under|shy of|close to|getting on for|pushing)\s*$",
    re.I,
)
_HEDGE = re.compile(
    r"\b(?:about|around|roughly|or so|or thereabouts?|there or (?:there)?abouts?|give or take"
    r"|maybe|perhaps|approximately|close|somewhere|ish|that many)\b",
    re.I,
)


_SAME = re.compile(
    r"\b(?:(?:the )?same (?:again|here|now|as (?:that|then|before|i had|we had)|thing|number|size"
    r"|sort of (?:number|size)|for (?:this|me|that))|like that again|that (?:again|many again"
    r"|would do|will do|would suit|suits)|as many(?: again| now)?|about that)\b",
    re.I,
)
"""What makes the figure of a story the answer: "I had twenty-six. Same again."."""

_WHEN = re.compile(r"\b(?:when|while|after|before|back when|the year) ", re.I)


@dataclass(frozen=True)
class Figured:
    """A range that was read, how sure that is (0..1), and where it stands in the text."""

    range: Range
    confidence: float
    span: tuple[int, int]


def read_figure(
    attribute: Attribute, text: str, *, today: date, currency: str, typical: Quantiles, bare: bool
) -> Figured | None:
    """The range of a numeric attribute that a text states, None without one.

    Args:
        attribute: what was asked, of a numeric kind.
        text: the person's words.
        today: for ages ("ten years old").
        currency: of sums without one.
        typical: quantiles of the attribute in the catalogue, empty where unknown.
        bare: whether a mere number counts, as in the answer to a question about this attribute.
    """
    amounts = [
        a
        for a in _amounts(attribute, text, today, currency, typical, bare)
        if _fits(attribute, a, text, typical)
    ]
    told = [] if _SAME.search(text) else _told(text)
    kept = [a for a in amounts if not _within(a.span, told)] or amounts
    if not kept:
        vague = relative(attribute, text, typical) if bare else None
        return Figured(vague[0], VAGUE, vague[1]) if vague else None
    best = _settled(attribute, text, kept)
    found = _one_sided(attribute, best, _range(attribute, best, text))
    return (
        None
        if found is None
        else Figured(found, 0.95 if kept is not amounts or not told else 0.85, best.span)
    )


def scale_of(typical: Quantiles) -> float | None:
    """What a bare "750" is multiplied by, from the catalogue's usual sums: thousand, million or
    nothing.
    """
    if not typical:
        return None
    middle = typical[len(typical) // 2]
    return 1000.0 if middle >= 20_000 else None


def _amounts(
    attribute: Attribute, text: str, today: date, currency: str, typical: Quantiles, bare: bool
) -> tuple[Amount, ...]:
    if attribute.type is Kind.MONEY:
        return tuple(
            find_money(
                text, currency=currency, bare=bare, scale_hint=scale_of(typical) if bare else None
            )
        )
    if attribute.type is Kind.YEAR:
        return tuple(find_years(text, today=today)) or (_ages(text, today) if bare else ())
    return stays_in(attribute, text, today) or tuple(find_numbers(text))


def _ages(text: str, today: date) -> tuple[Amount, ...]:
    """Bare figures of a short answer as years of age: "ten or more"."""
    numbers = find_numbers(text) if len(text.split()) <= SHORT else []
    return tuple(
        n.model_copy(
            update={
                "min": None if n.max is None else today.year - n.max,
                "max": None if n.min is None else today.year - n.min,
            }
        )
        for n in numbers
        if 0 < (n.min or n.max or 0) <= OLDEST
    )


def _fits(attribute: Attribute, amount: Amount, text: str, typical: Quantiles) -> bool:
    """Whether a figure can be one of this attribute: the right order of magnitude, not an hour or
    an age.
    """
    value = amount.min if amount.min is not None else amount.max
    if value is None or value < 0:
        return False
    if attribute.type is Kind.NUMBER:
        timed = _TIMED.match(text[amount.span[1] :])
        if timed and timed.group().strip().lower()[:4] not in attribute.unit.lower() + " ".join(
            attribute.words
        ):
            return False
        if (
            1900 <= value <= 2100
            and _calendar(text, amount)
            and (not typical or typical[-1] < 5 * value)
        ):
            return False
    if attribute.type is Kind.MONEY and typical:
        low, high = typical[0], typical[-1]
        if _TINY.fullmatch(text[slice(*amount.span)].strip()) and value > high:
            return False
        return any(low / 50 <= value * n <= high * 50 for n in (1.0, _yearly(attribute, amount)))
    return True


def _calendar(text: str, amount: Amount) -> bool:
    written = text[amount.span[0] : amount.span[1]]
    return bool(re.fullmatch(r"\D*(?:19|20)\d\d\D*", written)) and amount.min == amount.max


def _told(text: str) -> list[tuple[int, int]]:
    return [p.span for p in phrases(text, softly=True) if is_story(p.plain)]


def _within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _settled(attribute: Attribute, text: str, amounts: Sequence[Amount]) -> Amount:
    """The figure that counts when there are several."""
    if attribute.type is Kind.YEAR:
        dated = [
            a for a in amounts if re.search(r"(?:19|20)\d\d|[’']\d\d", text[a.span[0] : a.span[1]])
        ]
        exact = [a for a in dated or amounts if a.exact is not None]
        return (exact or dated or list(amounts))[-1]
    told = _told(text)
    if _SAME.search(text):
        return next((a for a in amounts if not _when(text, a)), amounts[0])
    if told and not all(_within(a.span, told) for a in amounts):
        return amounts[-1]
    return amounts[0] if attribute.type is Kind.MONEY else _counted(text, amounts)


def _counted(text: str, amounts: Sequence[Amount]) -> Amount:
    """A figure of people before any other; the last of those, "at least one who …" apart."""
    amounts = [a for a in amounts if not _when(text, a)] or amounts
    firm = [a for a in amounts if a.exact is not None] or list(amounts)
    return firm[0] if amounts[0] in firm and "," in text[amounts[0].span[1] :][:30] else firm[-1]


def _when(text: str, amount: Amount) -> bool:
    """Whether a figure only dates another: "twenty-six when we did three schools"."""
    piece = next((p for p in phrases(text) if p.span[0] <= amount.span[0] < p.span[1]), None)
    before = text[piece.span[0] : amount.span[0]] if piece else ""
    return bool(_WHEN.search(before)) and not _WHEN.match(before)


def _range(attribute: Attribute, amount: Amount, text: str) -> Range | None:
    if attribute.type is Kind.MONEY:
        return _sum(attribute, amount, text)
    if attribute.type is Kind.YEAR:
        if amount.min is not None and amount.exact is None and negated(text, amount.span[0]):
            return Range(max=amount.min - 1)
        spread = 1.0 if amount.around else 0.0
        return _spread(amount, spread, spread)
    if amount.exact is not None and _SHORT_OF.search(text[: amount.span[0]]):
        return Range(min=0.75 * amount.exact, max=amount.exact)
    if not amount.around and not _HEDGE.search(
        text[max(0, amount.span[0] - 24) : amount.span[1] + 24]
    ):
        return _spread(amount, 0.0, 0.0)
    centre = amount.min if amount.min is not None else amount.max or 0.0
    widen = max(1.0 if centre > 3 else 0.0, round(centre * SLACK_COUNT))
    return _spread(amount, widen, widen)


def _one_sided(attribute: Attribute, amount: Amount, found: Range | None) -> Range | None:
    """A bare figure where the pack says that more, or less, is as good: "for four"."""
    if found is None or attribute.meant == "about" or amount.exact is None:
        return found
    if found.min is None or found.max is None:
        return found
    exactly = None if amount.around else amount.exact * _yearly(attribute, amount)
    if attribute.meant == "at least":
        return Range(min=found.min if exactly is None else exactly)
    return Range(max=found.max if exactly is None else exactly)


def _spread(amount: Amount, below: float, above: float) -> Range | None:
    low = None if amount.min is None else max(0.0, amount.min - below)
    high = None if amount.max is None else amount.max + above
    return None if low is None and high is None else Range(min=low, max=high)


def _sum(attribute: Attribute, amount: Amount, text: str) -> Range | None:
    times = _yearly(attribute, amount)
    low = None if amount.min is None else amount.min * times
    high = None if amount.max is None else amount.max * times
    if low is not None and low == high:
        if _UP_TO.match(text[: amount.span[0]]):
            return Range(max=high)
        if _EARNS.search(text):
            return Range(min=low)
        return Range(min=low * (1 - SLACK_MONEY), max=low * (1 + SLACK_MONEY))
    if low is not None and high is not None:
        slack = SLACK_MONEY if amount.around else SLACK_RANGE
        return Range(min=low * (1 - slack), max=high * (1 + slack))
    return None if low is None and high is None else Range(min=low, max=high)


def _yearly(attribute: Attribute, amount: Amount) -> float:
    """What turns "ten thousand a week" into the sum of a year, for attributes that are yearly."""
    if amount.per is None or "night" in attribute.unit or "night" in attribute.id:
        return 1.0
    return YEARS[amount.per]
