"""Figures with what is said around them: ranges, bounds, hedges, and scales that carry over."""

from __future__ import annotations

from typing import NamedTuple

from readers import quantity_words as w
from readers.figure import Figure

_WINDOW = 48
_CLOSE = 1.25


class Quantity(NamedTuple):
    """A range, bound or single figure: its ends, and the stretch of text that says it.

    ``exact`` where the words leave nothing open: "exactly two".
    """

    low: float | None
    high: float | None
    around: bool
    start: int
    end: int
    figures: tuple[Figure, ...]
    exact: bool = False


def find_quantities(folded: str, figures: list[Figure]) -> list[Quantity]:
    """Figures joined to ranges, with the bounds and hedges said around them; in order."""
    figures = [_by_length(folded, figure) for figure in figures]
    found: list[Quantity] = []
    i = 0
    while i < len(figures):
        pair = _pair(folded, figures, i)
        group = pair or (figures[i],)
        before = figures[i - 1].end if i else 0
        i += len(group)
        after = figures[i].start if i < len(figures) else len(folded)
        found.append(_bounded(folded, group, before, after))
    return found


def _by_length(folded: str, figure: Figure) -> Figure:
    """A sum told by how many digits it has, "low six figures"; any other figure as it is."""
    after = w.LENGTH.match(folded[figure.end : figure.end + _WINDOW])
    if not after or figure.low != figure.high or figure.low not in w.LENGTHS:
        return figure
    least = 10.0 ** (figure.low - 1)
    part = w.PART.search(folded[max(0, figure.start - _WINDOW) : figure.start])
    first, last = w.PARTS[part["part"] if part else ""]
    low, high = least * first, least * last
    return Figure(low, high, figure.start, figure.end + after.end(), least, figure.name)


def _pair(folded: str, figures: list[Figure], i: int) -> tuple[Figure, Figure] | None:
    if i + 1 >= len(figures):
        return None
    first, second = figures[i], figures[i + 1]
    between = folded[first.end : second.start]
    match = w.BETWEEN.fullmatch(between)
    if not match:
        return _neighbours(first, second) if w.NEXT.fullmatch(between) else None
    opened = w.OPEN.search(folded[max(0, first.start - _WINDOW) : first.start])
    if match["link"] in ("and", "and maybe") and not opened:
        return None
    first, second = carried(first, second)
    return (first, second) if first.low <= second.high else None


def _neighbours(first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Two figures after each other that are close: "eight, nine guys", "150, 160 thousand"."""
    first, second = carried(first, second)
    return (first, second) if first.low < second.high <= _CLOSE * first.low + 1 else None


def carried(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Two ends of a range, the one without a multiplier taking the other's: 5 to 15 million."""
    if first.scale == 1 and second.scale > 1 and first.low < 1000 and "," not in first.digits:
        for scale in (second.scale, 1e6, 1e3):
            if scale <= second.scale and first.low * scale <= second.high:
                return first.times(scale)._replace(name=second.name), second
    if second.scale == 1 and first.scale >= 1e3 and second.high < 1000:
        for scale in (first.scale, 1e3, 1e6, 1e9):
            if second.high * scale >= first.low and scale >= min(first.scale, 1e3):
                return first, second.times(scale)._replace(name=first.name)
    return first, second


def _bounded(folded: str, group: tuple[Figure, ...], floor: int, ceiling: int) -> Quantity:
    """The figures with the words before and after them, up to the figures next to them."""
    first, last = group[0].start, group[-1].end
    opening = w.OPENING_END.split(folded[max(floor, first - _WINDOW) : first])[-1]
    closing = w.CLOSING_END.split(folded[last : last + _WINDOW])[0]
    side, start = _before(opening)
    tail, reach = _after(closing, ceiling - last, ceiling < len(folded))
    near = w.NEAR_TAIL.match(closing)
    if near and near.end() > ceiling - last:
        near = None
    soft = side == "near" or bool(near) or bool(w.HEDGED.search(opening))
    soft = soft or any(figure.loose for figure in group)
    if len(group) == 2 and (opened := w.OPEN.search(opening)):
        start = min(start, opened.start())
    exact = side == "exact"
    low, high = _ends(group, "" if exact else tail or side, bool(tail) and not exact)
    end = last + max(reach, near.end() if near else 0)
    return Quantity(low, high, soft, first - len(opening) + start, end, group, exact)


def _before(opening: str) -> tuple[str, int]:
    """Which bound the words before a figure set, by the phrase that begins first; and where."""
    matches = [(m.start(), name) for name, pattern in w.BEFORE if (m := pattern.search(opening))]
    start, name = min(matches, default=(len(opening), ""), key=lambda match: match[0])
    return name, start


def _after(closing: str, room: int, followed: bool) -> tuple[str, int]:
    """Which bound the words after a figure set, and how far they reach; those that compare with
    the next figure, "but not more than", are its own.
    """
    for name, pattern in w.AFTER:
        match = pattern.match(closing)
        if not match or match.end() > room or _adds(closing, match.end()):
            continue
        if not followed or not w.BEFORE_NEXT.fullmatch(closing[match.end() : room]):
            return name, match.end()
    return "", 0


def _adds(closing: str, end: int) -> bool:
    """Whether a plus adds something else rather than leaving the figure open: "£60 a night + desk",
    not "60+ years" or "60 +".
    """
    apart = closing[:end].rstrip().endswith("+") and not closing.startswith("+")
    return apart and closing[end:].lstrip()[:1].isalpha()


def _ends(group: tuple[Figure, ...], side: str, after: bool) -> tuple[float | None, float | None]:
    low, high = group[0].low, group[-1].high
    if side == "min" and (after or len(group) == 1):
        return low, None
    if side == "max" and len(group) == 1:
        return None, high
    return low, high
