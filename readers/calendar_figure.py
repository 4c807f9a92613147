"""Telling calendar years from other figures."""

from __future__ import annotations

import re

from readers.figure import Figure

_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|before|after|by|until|till|circa|founded|established|est\.?|started|opened|"
    r"built|early|late|mid|year|of|spring|summer|fall|autumn|winter|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|"
    r"dec|class of)\.?,?(?: about| around| the| early| late| mid)?[ -]|')$"
)


def is_year(folded: str, figure: Figure) -> bool:
    """Whether a figure of a folded text is a calendar year, by the words before it."""
    written = figure.digits
    if not 1700 <= figure.low <= 2100 or figure.name or (written and len(written) != 4):
        return False
    return bool(_BEFORE.search(folded[max(0, figure.start - 24) : figure.start]))
