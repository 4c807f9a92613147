"""Finds text of an item that is meant for a program that reads it, not for a person.

Items are written to describe a thing to people, so a sign counts for more here than in what a
person types (:mod:`guards.instructions`). A help, not a boundary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from guards.planted_patterns import SIGNS

ENOUGH = 2.0
"""Points in one line from which it is an order."""

LONGEST_LINE = 400
"""Characters up to which the whole line of an order goes; of longer ones the sentences around."""

_WORD = re.compile(r"[a-z0-9'-]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True)
class _Sign:
    weight: float
    needs: frozenset[str]
    pattern: re.Pattern[str]


_REPEATED = r"(\b[\w-]{2,}(?: [\w-]+){0,2})(?:\W+\1){7}"
"""The same words over and over, which is a way to make a program lose its thread."""

_SIGNS = tuple(
    _Sign(weight, frozenset(words.split()), re.compile(pattern))
    for weight, words, pattern in (*SIGNS, (ENOUGH, "", _REPEATED))
)


def planted(text: str) -> list[tuple[int, int]]:
    """The passages that give a program orders, questions or a part to play: spans, in order.

    A whole line goes where it is short: what stands beside an order (a price, a promise) is not to
    be believed either.
    """
    low = text.translate(_PLAIN).lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_PLAIN))
    found = _found(low)
    spans: list[tuple[int, int]] = []
    for first, last in _lines(text) if found else ():
        inside = [(sign, span) for sign, span in found if first <= span[0] < last]
        if sum({id(sign): sign.weight for sign, _ in inside}.values()) >= ENOUGH:
            begin, end = min(s for _, (s, _) in inside), max(e for _, (_, e) in inside)
            spans.append(_around(text, first, last, begin, end))
    return _merged(spans)


def _found(low: str) -> list[tuple[_Sign, tuple[int, int]]]:
    """Every sign and where it stands."""
    words = set(_WORD.findall(low))
    return [
        (sign, match.span())
        for sign in _SIGNS
        if not sign.needs or not words.isdisjoint(sign.needs)
        for match in sign.pattern.finditer(low)
    ]


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [*(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    return list(pairwise([0, *ends]))


def _around(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    last = min(last - 1, len(text))
    if last - first <= LONGEST_LINE and first > 0:
        return first, max(last, end)
    before = max(first, *(text.rfind(mark, first, start) + 1 for mark in (". ", "! ", "? ")))
    after = [at for mark in (". ", "! ", "? ") if (at := text.find(mark, end, last)) >= 0]
    return before, min(after, default=max(last, end) - 1) + 1


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
