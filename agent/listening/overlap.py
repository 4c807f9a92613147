"""Where two readings are of the same words, one of them stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model import Place, Reading

_GLUE = re.compile(
    r"\b(?:in|near|around|at|to|from|of|for|the|a|an|and|or|is|it|its|be|would|should|could|that"
    r"|this|somewhere|something|anywhere|anything|one|ones|please|about|maybe|perhaps|probably"
    r"|definitely|just|only|i|we|me|us|my|our|want|like|prefer|need|am|are|with|within|by|on"
    r"|area|state|city|town|if|possible|preferably|ideally|well|yes|ok|okay|under|over|but"
    r"|these|those|they|them|all|too|business(?:es)?|compan(?:y|ies)|firms?|but|so|closer|nearer"
    r"|than|(?:number|no|option|item) [1-5]|first|second|third|fourth|fifth|number|others?"
    r"|different|then|not|more|else"
    r"|instead|bit|little|much|some|any|you|have|got|show|find|give|[il]?['’]?(?:d|m|ll))\b",
    re.I,
)


def leftover(text: str, spans: Sequence[tuple[int, int] | None]) -> str:
    """The words of a text that are outside the spans and say something of their own."""
    for span in spans:
        if span is not None:
            text = text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
    return " ".join(re.findall(r"\w+", _GLUE.sub(" ", text)))


def distinct(readings: Sequence[Reading], asked: str | None) -> list[Reading]:
    """Without the places that a category says by the same name: "Northeast" is one wish.

    The reading of the attribute that was asked for stays, if it is one of the two.
    """
    named = {
        r.value.casefold(): r.attribute for r in readings if isinstance(r.value, str) and _want(r)
    }
    placed = {
        r.value.name.casefold(): r.attribute
        for r in readings
        if isinstance(r.value, Place) and _want(r)
    }
    return [r for r in readings if not (_want(r) and _repeated(r, asked, named, placed))]


def _want(reading: Reading) -> bool:
    return reading.stance == "want" and not reading.remove


def _repeated(
    reading: Reading, asked: str | None, named: dict[str, str], placed: dict[str, str]
) -> bool:
    if isinstance(reading.value, Place):
        rival = named.get(reading.value.name.casefold())
        return rival is not None and reading.attribute != asked
    if isinstance(reading.value, str):
        other = placed.get(reading.value.casefold())
        return other is not None and other == asked
    return False
