"""Of which time a figure is: a year that is named, an earlier one, or the one just ended."""

from __future__ import annotations

import re

from catalogue.extraction.figures import Figure
from catalogue.extraction.text import Text

_PRIOR = re.compile(
    r"(?:\bfrom|\bvs\.?|\bversus|\bagainst|\bthan|\bformerly|\bpreviously|\boriginally|\bonce|"
    r"\bused to be|(?:^|\bit|\bthat|\bwhich|\band|\bthey|\bprice|[,(/;]|\(20\d\d) "
    r"?(?:was|were|had been)|"
    r"\b(?:first|originally|initially|previously) (?:offered|listed|priced|asked)(?: at| for)?|"
    r"\b(?:prior|previous|preceding)(?: fiscal)? year.?s?(?: (?:gross|sales|"
    r"revenues?|ebitda|sde))?)"
    r"\s{0,4}(?:about |around |roughly |~ ?|at |the )?\(?$"
)
_PRIOR_AFTER = re.compile(
    r"\W{0,2}(?:in |for )?(?:the (?:year|season) (?:before|of|prior)|the year after|"
    r"(?:a|one|two|three|\d{1,4}) (?:years?|yrs?|seasons?) "
    r"(?:ago|back|before|earlier)|last year's|the prior year|the previous year|before the\b|once\b)"
)
_YEAR_AFTER = re.compile(
    r"(?: [a-z']{3,10})?[\s,]{0,2}(?:\((?:in |for |fy ?)?(20\d\d)\)|(?:in |for |fy ?)(20\d\d)\b"
    r"|(20\d\d)\b(?! [a-z]|:| ?\$))"
)
_LAST_YEAR = re.compile(
    r"\blast(?: fiscal)? year.?s?(?: (?:gross|sales|revenues?|ebitda|sde))?"
    r"\s{0,4}(?:about |around |roughly |~ ?|at |the )?\(?$"
)
_LAST_YEAR_AFTER = re.compile(r"\s?(?:in |for )?last (?:fiscal )?(?:year|yr|season)(?!')")
YEAR_BEFORE = re.compile(r"\b(?:(?:fy ?)?(20\d\d)|fy ?'?(\d\d))\b")
"""A year before a figure: group 1 has four digits, else group 2 has two."""


def prior(text: Text, figure: Figure, left: str) -> bool:
    """Whether a figure is of an earlier time; ``left`` are the words before it."""
    before = _PRIOR.search(left) or _LAST_YEAR.search(left)
    return bool(before) or bool(_PRIOR_AFTER.match(text.low, figure.end))


def last_year(text: Text, figure: Figure, left: str) -> bool:
    """Whether a figure is last year's: if prior, it is still the newest where no other is."""
    return bool(_LAST_YEAR.search(left)) or bool(_LAST_YEAR_AFTER.match(text.low, figure.end))


def year_of(text: Text, figure: Figure, now: int) -> int | None:
    """The year that a figure is said to be of; only recent ones mean anything."""
    if (match := _YEAR_AFTER.match(text.low, figure.end)) is not None:
        year = int(match[1] or match[2] or match[3])
    else:
        first = max(text.sentence(figure.start)[0], figure.start - 60)
        years = list(YEAR_BEFORE.finditer(text.low, first, figure.start))
        if not years:
            return None
        year = int(years[-1][1] or f"20{years[-1][2]}")
    return year if now - 6 <= year <= now + 1 else None
