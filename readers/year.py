"""Reading when something began: years, decades, seasons, and ages turned into years."""

from __future__ import annotations

from datetime import date

from readers import year_words as w
from readers.age import find_ages
from readers.amount import Amount
from readers.decade import find_decades
from readers.figures import find_figures, hidden
from readers.text import fold
from readers.year_span import Named, joined

__all__ = ["find_ages", "find_years"]


def find_years(text: str, *, today: date) -> list[Amount]:
    """The years that a text names, in order, each as the interval of whole years meant.

    Calendar years ("since '88", "early 2021", "before 1990"), decades ("late nineties": 1996 to
    1999), moments relative to ``today`` ("last year", "brand new", "in the pandemic") and ages
    ("about ten years old"; see :func:`find_ages`). Prices, sizes, counts and terms are no years.
    """
    folded, blank = fold(text), hidden(text)
    readings = (
        joined(folded, _named(folded, blank, today)),
        find_decades(folded, today),
        _moments(folded, today),
        find_ages(text, today=today),
    )
    found: list[Amount] = []
    for reading in readings:
        found += [amount for amount in reading if not any(_meet(amount, other) for other in found)]
    return sorted(found, key=lambda amount: amount.span)


def _meet(one: Amount, other: Amount) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _named(folded: str, blank: str, today: date) -> list[Named]:
    """The calendar years, in digits and in words."""
    named = [*_full(blank, today), *_spoken(blank, today)]
    for pattern in (w.SHORT, w.CUED_SHORT):
        for match in pattern.finditer(folded):
            start, end = match.span(1)
            if not any(s < end and start < e for _, s, e in named):
                named.append((_century(int(match[1]), today), start, end))
    return sorted(named, key=lambda year: year[1])


def _century(short: int, today: date) -> int:
    return 2000 + short if short <= (today.year + 1) % 100 else 1900 + short


def _full(blank: str, today: date) -> list[Named]:
    return [
        (int(match[1]), *match.span(1))
        for match in w.FULL.finditer(blank)
        if int(match[1]) <= today.year + 2
        and not w.NOT_YEAR.match(blank, match.end())
        and not w.PRICED.search(blank, max(0, match.start() - 12), match.start())
    ]


def _spoken(blank: str, today: date) -> list[Named]:
    """Years in words: nineteen ninety-five, twenty twelve, two thousand and five."""
    named = []
    for figure in find_figures(blank):
        if figure.digits or not 1800 <= figure.low <= today.year + 1:
            continue
        opening = blank[max(0, figure.start - 24) : figure.start]
        millennial = figure.name == "thousand" and figure.low < 2030 and w.THOUSAND.search(opening)
        if (figure.joined or millennial) and not w.NOT_YEAR.match(blank, figure.end):
            named.append((int(figure.low), figure.start, figure.end))
    return named


def _moments(folded: str, today: date) -> list[Amount]:
    found: list[Amount] = []
    for pattern, span in w.RELATIVES:
        for match in pattern.finditer(folded):
            low, high = span(today)
            new = Amount(min=low, max=high, around=low != high, span=match.span())
            if not any(_meet(new, other) for other in found):
                found.append(new)
    return found
