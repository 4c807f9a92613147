"""Years with what is said around them: "before", "or later", "about", "from … to …"."""

from __future__ import annotations

from readers import year_words as w
from readers.amount import Amount

Named = tuple[int, int, int]
"""A year, and where it starts and ends in the text."""


def joined(folded: str, named: list[Named]) -> list[Amount]:
    """Years with their bounds; two of them joined by "to", "or" or a dash make an interval."""
    found: list[Amount] = []
    i = 0
    while i < len(named):
        year, start, end = named[i]
        high = year
        if i + 1 < len(named) and _linked(folded, named[i], named[i + 1]):
            i += 1
            high, _, end = named[i]
        found.append(bounded(folded, year, high, start, end))
        i += 1
    return found


def _linked(folded: str, first: Named, second: Named) -> bool:
    between = folded[first[2] : second[1]]
    if second[0] < first[0] or not w.TO.fullmatch(between):
        return False
    opened = w.OPENED.search(folded[max(0, first[1] - 30) : first[1]])
    return bool(opened) or not between.strip().startswith("and")


def bounded(folded: str, low: int, high: int, start: int, end: int) -> Amount:
    """An interval of years with the bounds and hedges said around it."""
    opening = folded[max(0, start - 40) : start].removesuffix("'")
    closing = folded[end : end + 24]
    around = bool(w.SOFT.search(opening) or w.SOFT_AFTER.match(closing))
    first, last = _ends(opening, closing, low, high)
    return Amount(min=first, max=last, around=around, span=(start, end))


def _ends(opening: str, closing: str, low: int, high: int) -> tuple[int | None, int | None]:
    if w.AFTERWARDS.match(closing):
        return low, None
    if w.EARLIER.match(closing):
        return None, high
    before, after = w.BEFORE.search(opening), w.AFTER.search(opening)
    if before and (not after or before.start() < after.start()):
        return None, low - 1 if w.STRICT.match(before.group()) else high
    if after and not after.group().startswith("from"):
        return high + 1 if w.STRICT.match(after.group()) else low, None
    return low, high
