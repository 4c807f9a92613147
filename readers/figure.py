"""One figure of a text, read as it was written."""

from __future__ import annotations

import re
from typing import NamedTuple

from readers import numerals as n


class Figure(NamedTuple):
    """One figure: its value (``low == high`` unless the words leave it open), how it was written.

    ``scale`` is the product of the multipliers it ends in (100,000 for "two hundred thousand"),
    which a figure next to it may share. ``name`` is the last multiplier; ``joined`` marks
    colloquial figures like "five sixty".
    """

    low: float
    high: float
    start: int
    end: int
    scale: float = 1.0
    name: str = ""
    digits: str = ""
    loose: bool = False
    joined: bool = False

    def times(self, factor: float) -> Figure:
        """The same figure, so many times as great."""
        return self._replace(low=self.low * factor, high=self.high * factor, scale=factor)


class Part(NamedTuple):
    """A word or number of the folded text, and whether it stands right behind the one before."""

    text: str
    start: int
    end: int
    gap: str


def digits_value(written: str) -> float:
    """The value of a number in digits, by the separators it was written with."""
    if written in n.FRACTIONS:
        return n.FRACTIONS[written]
    plain = written.replace(" ", "").replace("'", "")
    commas, dots = plain.count(","), plain.count(".")
    if commas and dots:
        decimal = max(",.", key=plain.rfind)
        plain = plain.replace("," if decimal == "." else ".", "").replace(",", ".")
    elif commas:
        grouped = commas > 1 or re.fullmatch(r"\d{1,3},\d{3}", plain)
        plain = plain.replace(",", "" if grouped else ".")
    elif dots > 1:
        plain = plain.replace(".", "")
    return float(plain)
