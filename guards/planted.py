"""Finds text of an item that is meant for a program that reads it, not for a person.

Items are written to describe a thing to people, so a sign counts for more here than in what a
person types (:mod:`guards.instructions`). A help, not a boundary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from guards.planted_patterns import SIGNS

ENOUGH = 2.0
"""Points in one line from which it is an order."""

LONGEST_LINE = 400
"""Characters up to which the whole line of an order goes; of longer ones the sentences around."""

_WORD = re.compile(r"[a-z0-9'-]+")
_ANY_WORD = re.compile(r"[\w-]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True)
class _Sign:
    weight: float
    needs: frozenset[str]
    pattern: re.Pattern[str]


_OFTEN = 8
"""Times that the same one to three words follow each other to make a program lose its thread."""

_SIGNS = tuple(
    _Sign(weight, frozenset(words.split()), re.compile(pattern)) for weight, words, pattern in SIGNS
)
_REPEATED = _Sign(ENOUGH, frozenset(), re.compile(""))
"""The same words over and over: found by counting, not by its pattern."""


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
    signs = [
        (sign, match.span())
        for sign in _SIGNS
        if not sign.needs or not words.isdisjoint(sign.needs)
        for match in sign.pattern.finditer(low)
    ]
    return [*signs, *((_REPEATED, span) for span in _repeated(low))]


def _repeated(low: str) -> Iterator[tuple[int, int]]:
    """Where one to three words stand over and over, in one pass over the words for each."""
    words = [(match.group(), *match.span()) for match in _ANY_WORD.finditer(low)]
    for many in (1, 2, 3):
        alike = 0
        for at in range(many, len(words) + 1):
            if at < len(words) and words[at][0] == words[at - many][0]:
                alike += 1
                continue
            first = at - alike - many
            if alike >= many * (_OFTEN - 1) and len(words[first][0]) > 1:
                yield words[first][1], words[at - 1][2]
            alike = 0


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
