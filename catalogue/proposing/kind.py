"""Which type an attribute made of a field should have, and how its cells are taken apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.proposing.column import Column
from core.model import Kind
from readers.place import open_gazetteer

MOST_CHOICES = 40
"""A vocabulary of more values is left open: they come from the catalogue."""

MOST_VALUES = 400
"""Of more different values, a field is no category."""

PROSE = 7
"""Words of a cell from which a field is text."""

_YES_NO = {"true", "false", "yes", "no", "y", "n", "t", "f", "0", "1", "0.0", "1.0"}
_MONEY = re.compile(
    r"price|cost|salary|revenue|gross|budget|amount|fee|rent|fare|usd|eur|gbp", re.I
)
_SIGNED = r"^\s?[$€£¥]|[$€£¥]\s?$"
_PLACE = re.compile(
    r"(?:^|[\W_])(?:city|town|country|state|place|location|region|county)(?:$|[\W_])", re.I
)
_YEAR = re.compile(r"year|founded|since|(?:^|_)yr(?:$|_)", re.I)
_SEPARATORS = ("|", ";", ", ", " / ")
_SAMPLE = 40


@dataclass(frozen=True)
class Guess:
    """The type, what the cells are split at, and the values with their counts, commonest first."""

    kind: Kind
    split: str | None = None
    values: tuple[tuple[str, int], ...] = ()


def guess(column: Column) -> Guess | None:
    """What a field is; None where it tells nothing by which items could be chosen."""
    values = column.counts
    if not values or len(values) == 1 or _numbers_rows(column):
        return None
    if {v.lower() for v in values} <= _YES_NO and len(values) == 2:
        return Guess(Kind.FLAG)
    if (several := _several(column)) is not None:
        return several
    if column.words >= PROSE:
        return Guess(Kind.TEXT)
    if _PLACE.search(column.name) and _are_places(values):
        return Guess(Kind.PLACE)
    if len(column.figures) >= 0.95 * len(column.cells):
        return Guess(_figure(column))
    if len(values) <= min(MOST_VALUES, 0.5 * len(column.cells)):
        return Guess(Kind.CATEGORY, values=tuple(values.most_common()))
    return None


def _numbers_rows(column: Column) -> bool:
    """Whether the cells count the rows, as tools that write tables do unasked."""
    first = column.figures[0] if column.figures else None
    return (
        first in (0, 1)
        and len(column.figures) == len(column.cells)
        and all(figure == first + n for n, figure in enumerate(column.figures))
    )


def _figure(column: Column) -> Kind:
    whole = all(1500 <= f <= 2100 and f.is_integer() for f in column.figures)
    if whole and (_YEAR.search(column.name) or min(column.figures) > 1900):
        return Kind.YEAR
    signed = column.share(_SIGNED) > 0.5
    return Kind.MONEY if signed or _MONEY.search(column.name) else Kind.NUMBER


def _several(column: Column) -> Guess | None:
    """Lists, and cells whose parts come back elsewhere: "Drama|Comedy"."""
    if any(isinstance(cell, list) for cell in column.cells):
        parts = [str(p).strip() for c in column.cells if isinstance(c, list) for p in c]
        return _listed(parts, None)
    for separator in _SEPARATORS:
        split = [t.split(separator) for t in column.texts if separator in t]
        if len(split) < 0.2 * len(column.texts):
            continue
        found = _listed([p.strip() for t in column.texts for p in t.split(separator)], separator)
        short = sum(len(part.split()) <= 4 for parts in split for part in parts)
        if found and short > 0.95 * sum(map(len, split)):
            return found
    return None


def _listed(parts: Sequence[str], separator: str | None) -> Guess | None:
    counts = Counter(part for part in parts if part)
    if not counts or len(counts) > min(MOST_VALUES, 0.3 * len(parts)):
        return None
    return Guess(Kind.CATEGORIES, separator, tuple(counts.most_common()))


def _are_places(values: Counter[str]) -> bool:
    sample = [value for value, _ in values.most_common(_SAMPLE)]
    known = sum(bool(open_gazetteer().resolve(value)) for value in sample)
    return known >= 0.7 * len(sample)
