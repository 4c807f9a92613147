"""The words around a figure, and how strongly labels in them speak for it."""

from __future__ import annotations

import re

from catalogue.extraction.figures import Figure
from catalogue.extraction.text import Text

Weighted = tuple[tuple[float, re.Pattern[str]], ...]
"""Labels with their weights."""

_REACH = 70
_STOP = re.compile(r"[,;:/|(+·\n•►●▪◆■✔✓»→–—]|\.(?=\s|$)|\s-\s")
_PERIOD = re.compile(r"^ ?/ ?(?:yr|year|annum|mo|month|wk|week)s?\b")
_JOINED = re.compile(r"(?<=[\w)]) (?:and|with|plus|&) ")
"""What parts the label behind one figure from that before the next: "$9K sales and profit of"."""

_BREAK = re.compile(r"[,;/|(+·\n•►●▪◆■✔✓»→–—]|\.(?=\s|$)")


def left_of(text: Text, figure: Figure, before: int) -> str:
    """The words before a figure, up to the previous figure, within its sentence or its label's
    line.
    """
    first = text.sentence(figure.start)[0]
    start = max(before, first, figure.start - _REACH)
    if not text.low[start : figure.start].strip(" \t|:.-–—•►") and first > 0 and start == first:
        label = text.sentence(first - 1)[0]
        if first - label <= 45 and before <= label:
            return text.low[label : figure.start]
    words = text.low[start : figure.start]
    if not before or start != before:
        return words
    stop = _BREAK.search(words) or _JOINED.search(words)
    return words[stop.end() :] if stop else words


def right_of(text: Text, figure: Figure, after: int) -> str:
    """The words after a figure, up to the next figure or the next pause."""
    end = min(after, text.sentence(figure.start)[1], figure.end + 45)
    words = _PERIOD.sub("", text.low[figure.end : end])
    stop = _STOP.search(words, 1 if words[:1] in "(" else 0)
    return words[: stop.start()] if stop else words


def labelled_before(labels: Weighted, left: str) -> float:
    """The weight of the strongest label in the words before a figure, damped by its distance."""
    best = 0.0
    for weight, pattern in labels:
        for match in pattern.finditer(left):
            best = max(best, weight * _damped(left[match.end() :]))
    return best


def labelled_after(labels: Weighted, right: str) -> float:
    """The weight of the strongest label in the words after a figure, damped by its distance."""
    best = 0.0
    for weight, pattern in labels:
        if (match := pattern.search(right)) is not None:
            best = max(best, weight * _damped(right[: match.start()]))
    return best


def _damped(gap: str) -> float:
    letters = sum(c.isalnum() for c in gap)
    return (0.6 if "," in gap or ";" in gap else 1.0) / (1.0 + letters / 18.0)
