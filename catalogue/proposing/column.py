"""One field of a source, as its first rows show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

MISSING = frozenset({"na", "n/a", "nan", "null", "none", "-", "--", "?", "unknown"})
"""What stands in a cell that says nothing."""

ROWS = 5_000
"""Rows that a proposal looks at."""

_FIGURE = re.compile(r"[^\w-]?\s?(-?\d[\d,]*(?:\.\d+)?)(?:\s?[^\w\s]|\s?[a-zA-Z]{1,4})?")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", re.I)


@dataclass(frozen=True)
class Column:
    """The filled cells of a field, in the order of the rows, of ``rows`` rows in all.

    ``missing`` is what stands in the others, where that is no empty cell: "NA".
    """

    name: str
    cells: tuple[Any, ...]
    rows: int
    missing: tuple[str, ...] = ()

    @property
    def coverage(self) -> float:
        """The share (0..1) of rows that fill it."""
        return len(self.cells) / self.rows if self.rows else 0.0

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The cells as text; the members of lists joined."""
        return tuple(
            ", ".join(map(str, c)) if isinstance(c, list) else str(c).strip() for c in self.cells
        )

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each text stands there."""
        return Counter(self.texts)

    @cached_property
    def words(self) -> float:
        """The mean number of words of a cell."""
        return sum(len(t.split()) for t in self.texts) / max(1, len(self.texts))

    @cached_property
    def figures(self) -> tuple[float, ...]:
        """The cells that are figures, a sign or unit around them left aside."""
        found = (_FIGURE.fullmatch(text) for text in self.texts)
        return tuple(float(m[1].replace(",", "")) for m in found if m)

    @property
    def plain(self) -> bool:
        """Whether nearly all cells are bare figures."""
        bare = sum(bool(_PLAIN.fullmatch(text)) for text in self.texts)
        return bool(self.texts) and bare >= 0.95 * len(self.texts)

    def share(self, pattern: str) -> float:
        """The share of the cells in which a pattern is found."""
        found = re.compile(pattern, re.I)
        return sum(bool(found.search(t)) for t in self.texts) / max(1, len(self.texts))

    @property
    def label(self) -> str:
        """The name as words: ``Price per night`` for ``price_per_night`` and ``pricePerNight``."""
        apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", self.name)
        words = re.sub(r"[\W_]+", " ", apart).strip().lower()
        return words[:1].upper() + words[1:] or "Value"

    @property
    def id(self) -> str:
        """The name as an id of the pack."""
        id = re.sub(r"\W+", "_", self.label.lower()).strip("_")
        return id if id[:1].isalpha() else f"field_{id}"


def columns_of(records: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The fields of some records, in the order in which they come up."""
    names = dict.fromkeys(str(name) for record in records for name in record)
    return [_column(name, [record.get(name) for record in records]) for name in names]


def _column(name: str, cells: Sequence[Any]) -> Column:
    said = [c for c in cells if c not in (None, "", []) and not isinstance(c, dict)]
    filled = tuple(c for c in said if not _missing(c))
    missing = dict.fromkeys(c for c in said if _missing(c))
    return Column(name, filled, len(cells), tuple(missing))


def _missing(cell: Any) -> bool:
    return isinstance(cell, str) and cell.strip().lower() in MISSING
