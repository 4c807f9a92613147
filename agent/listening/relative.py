"""Figures that are said without a number: "the older the better", "a small crew"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.listening.negation import negated
from core.model import Kind, Range
from domains import Attribute

LONGEST_RELATIVE = 14
"""Words of an answer in which "small" or "old" may stand for a figure."""

_LOW = re.compile(
    r"\b(?:small|tiny|few|handful|little|low|modest|cheap|smaller|minimal|minimum|lean|skeleton"
    r"|compact|affordable)\b",
    re.I,
)
_HIGH = re.compile(
    r"\b(?:big|large|huge|high|bigger|larger|enormous|lots?|loads|plenty|many|scores|dozens"
    r"|hundreds|sizea?ble|substantial|crowd)\b",
    re.I,
)
_OLD = re.compile(
    r"\b(?:older|oldest|old enough|well[- ]established|long[- ]established|established|long run"
    r"|generations?|decades|histor(?:y|ic|ical)|been (?:a)?r?ound|long(?:er)?|proven|mature|old"
    r"|track record|surviv\w+|seasoned|tested|heritage|tradition(?:al)?|roots|institution|fixture"
    r"|reputation|many years|years and years|century|grand(?:father|parents|dad)\w*"
    r"|ancient|veteran|time[- ]honou?red)\b",
    re.I,
)
_NEW = re.compile(
    r"\b(?:newer|newest|new|young|recent(?:ly)?|fresh|modern|start[- ]?up|newish)\b", re.I
)


def relative(
    attribute: Attribute, text: str, typical: Sequence[float]
) -> tuple[Range, tuple[int, int]] | None:
    """ "The older the better", "a small crew": the lower or upper part of what the catalogue
    has.
    """
    if len(typical) < 3:
        return None
    low = high = typical[len(typical) // 2]
    less, more = (_OLD, _NEW) if attribute.type is Kind.YEAR else (_LOW, _HIGH)
    if len(text.split()) > LONGEST_RELATIVE:
        return None
    for pattern, found in ((less, Range(max=low)), (more, Range(min=high))):
        match = pattern.search(text)
        if match:
            # "Not new" leaves all but the newest quarter.
            other = Range(min=typical[1]) if found.min is None else Range(max=typical[-2])
            return (other if negated(text, match.start()) else found), match.span()
    return None
