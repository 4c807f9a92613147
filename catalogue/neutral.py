"""Takes out of a text what its readers shall not meet: orders to programs, foreign passages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from catalogue.language import foreign
from guards.planted import planted

AIMED_AT_MACHINES = "aimed at machines"
OTHER_LANGUAGE = "another language"
FOREIGN_PASSAGE = "passage in another language"
"""Flags: the text speaks to an AI reader; most of it, or a part, is in a language not served."""

MARKS = {
    AIMED_AT_MACHINES: "[instructions removed]",
    FOREIGN_PASSAGE: "[other language removed]",
}
MOSTLY = 0.5
"""Share of a text in another language from which it is left as it is, and only flagged."""

Span = tuple[int, int]
_UNSHOWN = re.compile(
    r"<!--(.*?)(?:-->|$)|\b(?:alt|title|aria-label|content)\s{0,4}=\s{0,4}[\"']([^\"'<>]{20,})"
    r"|<(?:noscript|template)\b[^<>]*>(.*?)(?:</|$)",
    re.I | re.S,
)


def neutralised(text: str, served: str) -> tuple[str, tuple[str, ...]]:
    """A cleaned text that is safe to show, embed and hand to a model, and its flags.

    Args:
        text: cleaned, but possibly hostile.
        served: the language that is served, as ISO 639-1 has it.
    """
    orders, others = planted(text), foreign(text, served)
    flags = {AIMED_AT_MACHINES} if orders else set()
    if others and sum(b - a for a, b in others) >= MOSTLY * len(text):
        flags.add(OTHER_LANGUAGE)
        others = []
    elif others:
        flags.add(FOREIGN_PASSAGE)
    free = [span for span in others if not _touches(span, orders)]
    marked = [(span, MARKS[AIMED_AT_MACHINES]) for span in orders]
    marked += [(span, MARKS[FOREIGN_PASSAGE]) for span in free]
    return _replaced(text, marked), tuple(sorted(flags))


def hides_orders(raw: str) -> bool:
    """Whether what a page does not show speaks to programs: comments, labels, templates.

    Cleaning takes all of that out; that it was there is worth a flag.
    """
    if "<" not in raw:
        return False
    hidden = (unescape(" ".join(filter(None, match.groups()))) for match in _UNSHOWN.finditer(raw))
    return any(planted(f"\n{text}") for text in hidden)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _replaced(text: str, marked: list[tuple[Span, str]]) -> str:
    for (start, end), mark in sorted(marked, reverse=True):
        before = " " if text[start : start + 1].isspace() and start else ""
        text = f"{text[:start]}{before}{mark}{text[end:]}"
    return text
