"""The figures of a sentence, comparable with stored ones however they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from readers.figures import find_figures, hidden

FigureKind = Literal["money", "percent", "plain"]

WIDEST = 0.05
"""Most that rounding may take from or add to a stored figure ("$1.5M" for $1,450,000)."""

_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|CAD|EUR|GBP|INR|AUD))\s?[-−]?$")
_MINUS = re.compile(r"(?:^|[\s(:])[-−](?:[$€£¥₹]|[A-Z]{3})?\s?$|[$€£¥₹]\s?[-−]$")
_PERCENT = re.compile(r"\s?(?:%|percent\b|per\s+cent\b)", re.I)
_CURRENCY = re.compile(
    r"\s?(?:[$€£¥₹]|(?:dollars?|euros?|pounds?|rupees?|bucks|USD|EUR|GBP)\b)", re.I
)
_NUMBER = re.compile(
    r"""\d|[½¼¾]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen
    |(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|[mbtr]+illions?|dozens?|half
    |quarters?|couple|pair|single|few|several|lakhs?|crores?|grand|score|nil|zero|once|twice)\b""",
    re.I | re.X,
)
_DIGITS = re.compile(r"(?<!\S)[^\s\d]*+\d\S*")


class FigureFound(NamedTuple):
    """A figure at ``text[start:end]`` with its value and how many digits it was written with."""

    value: float
    kind: FigureKind
    start: int
    end: int
    digits: int


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[FigureFound, ...]:
    """The figures of a text, in digits and in words, multiplied out ("1.45M" is 1,450,000)."""
    if not _NUMBER.search(text):
        return ()
    found = []
    for figure in find_figures(hidden(text)):
        kind = _kind(text, figure.start, figure.end)
        digits = _written(text[figure.start : figure.end])
        sign = -1 if _MINUS.search(text[max(0, figure.start - 8) : figure.start]) else 1
        for value in {sign * figure.low, sign * figure.high}:
            found.append(FigureFound(value, kind, figure.start, figure.end, digits))
    return tuple(found)


def speaks_of_figures(text: str) -> bool:
    """Whether a text has any figure, in digits or in words."""
    return bool(_NUMBER.search(text))


def loose_digits(text: str) -> list[str]:
    """Words with digits that are no figures: "24/7", "W16", "3D"."""
    spans = [(f.start, f.end) for f in figures(text)]
    found = []
    for match in _DIGITS.finditer(text):
        digits = [i for i in range(*match.span()) if text[i].isdigit()]
        if any(not any(start <= i < end for start, end in spans) for i in digits):
            found.append(match.group().strip(".,;:!?()[]“”\"'"))
    return found


def supported(figure: FigureFound, stored: Iterable[tuple[FigureKind, float]]) -> bool:
    """Whether a stored figure, rounded as this one was written, is this one.

    Money is supported by money alone, percentages by percentages, a figure without sign by any.
    """
    return any(
        (figure.kind == "plain" or figure.kind == kind) and _equal(figure, value)
        for kind, value in stored
    )


def _equal(figure: FigureFound, stored: float) -> bool:
    if math.isclose(figure.value, stored, rel_tol=1e-9):
        return True
    if not figure.value or not figure.digits or abs(figure.value - stored) > WIDEST * abs(stored):
        return False
    unit = 10.0 ** (math.floor(math.log10(abs(figure.value))) - figure.digits + 1)
    return abs(figure.value - stored) <= unit / 2 * (1 + 1e-9)


def _kind(text: str, start: int, end: int) -> FigureKind:
    if _PERCENT.match(text, end):
        return "percent"
    money = _BEFORE.search(text[max(0, start - 5) : start]) or _CURRENCY.match(text, end)
    return "money" if money else "plain"


def _written(span: str) -> int:
    return len("".join(c for c in span if c.isdigit()).lstrip("0"))
