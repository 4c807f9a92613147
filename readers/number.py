"""Reading counts: how many people, seats or years somebody said."""

from __future__ import annotations

import re

from readers import number_words as w
from readers.amount import Amount, settle
from readers.calendar_figure import is_year
from readers.figure import Figure
from readers.figures import find_figures, hidden
from readers.money import percent
from readers.money_words import SIGN_BEFORE, UNIT_AFTER
from readers.quantity import Quantity, find_quantities
from readers.text import words

__all__ = ["find_numbers", "settle"]


def find_numbers(text: str) -> list[Amount]:
    """The counts stated in a text, in order: figures, ranges, bounds, "a dozen", "just us two".

    Money with a currency, shares in per cent, calendar years, telephone numbers and the like are
    left out. All counts are returned, whatever they count: take the last by :func:`settle`, or
    look at what stands around ``span``.
    """
    folded = hidden(text)
    figures = [f for f in find_figures(folded) if not is_year(folded, f)]
    found = [_amount(q) for q in find_quantities(folded, figures) if not _other(folded, q)]
    for value, pattern in w.PHRASES:
        for match in pattern.finditer(folded):
            if not any(a.span[0] < match.end() and match.start() < a.span[1] for a in found):
                found.append(Amount(min=value, max=value, span=match.span()))
    return sorted(found, key=lambda amount: amount.span)


def _amount(quantity: Quantity) -> Amount:
    return Amount(
        min=quantity.low,
        max=quantity.high,
        around=quantity.around,
        span=(quantity.start, quantity.end),
    )


def _other(folded: str, quantity: Quantity) -> bool:
    if percent(folded, quantity) or any(figure.name == "grand" for figure in quantity.figures):
        return True
    return any(
        SIGN_BEFORE.search(folded[max(0, figure.start - 8) : figure.start])
        or UNIT_AFTER.match(folded[figure.end : figure.end + 24])
        or _lone_one(folded, figure)
        for figure in quantity.figures
        if len(quantity.figures) == 1 or not _lone_one(folded, figure)
    )


def _lone_one(folded: str, figure: Figure) -> bool:
    """Whether "one" is more likely a pronoun ("that one", "one of these") than a count."""
    if figure.digits or figure.low != 1 or figure.end - figure.start > 3:
        return False
    bounded = re.search(
        r"(?:at (?:least|most)|up to|more than|only|just) $", folded[: figure.start]
    )
    alone = {token.text for token in words(folded)} <= {"one", "only", "just"}
    return not bounded and not alone
