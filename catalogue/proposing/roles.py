"""Which fields name an item, tell it apart, describe it and link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.proposing.column import Column
from catalogue.proposing.kind import PROSE

NAME_PARTS, ID_PARTS = 3, 8
"""Fields that together make a name, or tell items apart."""

CODE = 3
"""Letters of a cell up to which it is more of a code than a word."""

_ID = re.compile(r"^(?:id|uuid|key|sku|isbn|slug|code|iata)$|(?:^|[\W_])id$|Id$")
_TITLE = re.compile(
    r"^(?:title|name|headline|product|label)$|(?:^|[\W_])(?:title|name|model)$|(?:Title|Name)$",
    re.I,
)
_URL = r"^https?://\S+$"


@dataclass(frozen=True)
class Roles:
    """Names of fields; ``id`` and ``title`` may take several together."""

    id: tuple[str, ...]
    title: tuple[str, ...]
    texts: tuple[str, ...]
    url: str | None = None


def roles(found: Sequence[Column], records: Sequence[Mapping[str, Any]]) -> Roles:
    """What the fields are for, by their names and by how well they tell the rows apart."""
    url = next((c for c in found if c.share(_URL) > 0.9), None)
    usable = [c for c in found if c is not url]
    texts = [c for c in usable if c.words >= PROSE]
    title = _title([c for c in usable if c not in texts], records)
    id = _id(usable, title, records)
    return Roles(id, title, tuple(c.name for c in texts), url.name if url else None)


def _title(found: Sequence[Column], records: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    named = [c for c in found if _TITLE.search(c.name) and c.coverage > 0.9]
    worded = [c for c in found if not c.plain and c.coverage > 0.9]
    ranked = sorted(named or worded or found, key=lambda c: (not c.plain, len(c.counts)))
    if not ranked:
        return ()
    best = ranked[-1]
    if len(best.counts) >= 0.5 * len(best.cells):
        return (best.name,)
    others = [c.name for c in worded if c is not best and _length(c) > CODE]
    chosen = _together([best.name], others, records, NAME_PARTS)
    return tuple(c.name for c in found if c.name in chosen)


def _length(column: Column) -> float:
    return sum(map(len, column.texts)) / max(1, len(column.texts))


def _id(
    found: Sequence[Column], title: tuple[str, ...], records: Sequence[Mapping[str, Any]]
) -> tuple[str, ...]:
    alone = [c for c in found if c.coverage == 1.0 and len(c.counts) == len(c.cells)]
    named = [c.name for c in alone if _ID.search(c.name)]
    if named:
        return (named[0],)
    if any((c.name,) == title for c in alone):
        return title
    return _together(list(title), [c.name for c in found if c.words < PROSE], records, ID_PARTS)


def _together(
    chosen: list[str], others: Iterable[str], records: Sequence[Mapping[str, Any]], most: int
) -> tuple[str, ...]:
    """The chosen fields, and the ones that best tell apart the rows that these do not."""
    rest = [name for name in others if name not in chosen]
    while rest and len(chosen) < most and _different(chosen, records) < len(records):
        best = max(rest, key=lambda name: _different([*chosen, name], records))
        if _different([*chosen, best], records) <= _different(chosen, records):
            break
        chosen = [*chosen, best]
        rest.remove(best)
    return tuple(chosen)


def _different(names: Sequence[str], records: Sequence[Mapping[str, Any]]) -> int:
    return len({tuple(str(record.get(name)) for name in names) for record in records})
