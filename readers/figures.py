"""Reading all figures of a text, in digits and in words."""

from __future__ import annotations

from readers import numerals as n
from readers.figure import Figure, Part
from readers.figure_reader import Reader
from readers.text import fold


def hidden(text: str) -> str:
    """The text folded, with all digits that are no figures blanked; of the same length."""
    return n.HIDDEN.sub(lambda m: "\x00" * len(m.group()), fold(text))


def find_figures(folded: str) -> list[Figure]:
    """The figures of a folded text with hidden stretches blanked, in order, not overlapping."""
    parts = _split(folded)
    found: list[Figure] = []
    i = 0
    while i < len(parts):
        figure, following = Reader(folded, parts, i).read()
        if figure is None:
            i += 1
            continue
        i = following
        if found and _continues(folded, found[-1], figure):
            figure = _sum(found.pop(), figure)
        found.append(figure)
    return found


def _continues(folded: str, first: Figure, second: Figure) -> bool:
    """2 million 500 thousand."""
    between = folded[first.end : second.start]
    return between in (" ", " and ") and first.scale >= 1e6 > second.high and second.scale >= 1e3


def _sum(first: Figure, second: Figure) -> Figure:
    low, high = first.low + second.low, first.high + second.high
    return second._replace(low=low, high=high, start=first.start)


def _split(folded: str) -> list[Part]:
    parts: list[Part] = []
    last = 0
    for match in n.TOKEN.finditer(folded):
        parts.append(Part(match.group(), match.start(), match.end(), folded[last : match.start()]))
        last = match.end()
    return parts
