"""What the rows of a source make of a pack: how many state an attribute, which values it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from catalogue.attributes import attributes_of
from catalogue.checking.problem import Problem
from catalogue.fetching import USUAL, Bounds
from catalogue.read import read
from catalogue.record import Record, Reject
from core.model import Kind
from domains import Attribute, Pack

ROWS = 2_000
"""Rows that are looked at."""

FEW = 0.02
"""An attribute that fewer of the items state tells them apart too rarely to be asked."""

UNKNOWN_SHOWN = 5


@dataclass(frozen=True)
class Sample:
    """The first rows of a source: usable ones, what they state, why the others were rejected."""

    items: int = 0
    stated: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, Counter[str]] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)

    def coverage(self, id: str) -> float:
        """The share (0..1) of the items that state an attribute."""
        return self.stated.get(id, 0) / self.items if self.items else 0.0


def sample(pack: Pack, source: str | None, rows: int = ROWS, bounds: Bounds = USUAL) -> Sample:
    """Read the first rows as an ingest would.

    Raises:
        BadSource: the source cannot be read.
    """
    stated: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    unknown: dict[str, Counter[str]] = {}
    items = 0
    for row in islice(read(pack, source, bounds), rows):
        if isinstance(row, Reject):
            rejected[row.reason] += 1
            continue
        items += 1
        stated.update(list(_stated(pack, row)))
        for id, value in _strangers(pack, row.raw):
            unknown.setdefault(id, Counter())[value] += 1
    return Sample(items, stated, unknown, rejected)


def _stated(pack: Pack, record: Record) -> Iterable[str]:
    body = "\n".join(str(record.raw.get(name) or "") for name in pack.fields.texts)
    text = f"{record.title}\n{body}"
    return attributes_of(pack, record.raw, record.title, text)


def _strangers(pack: Pack, raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Raw values of a field that its closed vocabulary does not know."""
    for attribute in pack.attributes:
        rule = attribute.extract
        if not attribute.choices or "field" not in rule or "match" in rule:
            continue
        known = {c.value for c in attribute.choices} | {*map(str, rule.get("drop", ()))}
        known |= {*map(str, rule.get("map", {}))}
        for value in _raw(attribute, raw):
            if value not in known:
                yield attribute.id, value


def _raw(attribute: Attribute, raw: Mapping[str, Any]) -> list[str]:
    rule = attribute.extract
    if not isinstance(rule["field"], str) or {"after", "before", "join"} & set(rule):
        return []
    value = raw.get(rule["field"])
    if isinstance(value, str) and rule.get("split"):
        value = value.split(rule["split"])
    values = value if isinstance(value, list) else [value]
    return [str(v).strip() for v in values if v not in (None, "")]


def values(pack: Pack, found: Sample) -> list[Problem]:
    """Attributes that hardly any row states, and values that no choice stands for."""
    problems: list[Problem] = []
    for reason, count in found.rejected.items():
        what = f"{count} of the first {found.items + sum(found.rejected.values())} rows: {reason}."
        problems.append(Problem(("fields",), what, "See `fields`.", fatal=not found.items))
    for n, attribute in enumerate(pack.attributes):
        at = ("attributes", n, "extract")
        if attribute.type is not Kind.TEXT and found.coverage(attribute.id) < FEW:
            what = f"{attribute.id!r} is stated by {found.coverage(attribute.id):.1%} of the items."
            problems.append(Problem(at, what, "Mend `extract`, or set `askable: false`.", False))
        if strangers := found.unknown.get(attribute.id):
            named = ", ".join(f"{v!r} ({c})" for v, c in strangers.most_common(UNKNOWN_SHOWN))
            what = f"{attribute.id!r} has no choice for {len(strangers)} values: {named}."
            problems.append(Problem(at, what, "Add choices, or `map` or `drop` them.", False))
    return problems
