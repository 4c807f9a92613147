"""What a question costs: the person's seconds for reading it, thinking, and answering.

Keystroke-level operators for older adults (Card, Moran & Newell 1980; slow end of the ranges).
"""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Kind
from domains import Attribute

READ_SECONDS_PER_WORD = 0.30
THINK_SECONDS = 1.35
CLICK_SECONDS = 1.5
TYPE_SECONDS_PER_CHARACTER = 0.48

TYPED_CHARACTERS = {
    Kind.TEXT: 90,
    Kind.CATEGORY: 27,
    Kind.CATEGORIES: 36,
    Kind.PLACE: 38,
    Kind.NUMBER: 30,
    Kind.MONEY: 33,
    Kind.YEAR: 36,
    Kind.FLAG: 30,
}
"""How much written people type in answer to a question, on average."""


def seconds(attribute: Attribute, labels: Sequence[str], typed: bool) -> float:
    """The person's time for one question with these quick replies, all of which are read."""
    words = sum(len(text.split()) for text in (attribute.ask, *labels))
    reading = READ_SECONDS_PER_WORD * words + THINK_SECONDS
    if typed or attribute.type is Kind.TEXT:
        length = attribute.length or TYPED_CHARACTERS[attribute.type]
        return reading + TYPE_SECONDS_PER_CHARACTER * length
    return reading + CLICK_SECONDS
