"""Must-haves as conditions that one static SQL sentence, or the columns, can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.column import TagsColumn
from catalogue.facet import coded
from catalogue.snapshot import Snapshot
from core.model import Range, Wish, WishValue

Condition = dict[str, Any]


@dataclass(frozen=True)
class Grouped:
    """One way to meet condition ``n``: those of one ``n`` are alternatives."""

    n: int
    attribute: str
    avoid: bool
    value: WishValue


def grouped(snapshot: Snapshot, musts: Sequence[Wish]) -> list[Grouped]:
    """The conditions that items must meet, all of them; those of one ``n`` are alternatives.

    Wishes of one attribute are alternatives ("Texas or Ohio"), except for attributes of which an
    item has several values ("wifi and parking"): there each wish counts, apart from those that are
    said to be alternatives. Whatever is avoided must
    not be there at all. Wishes that cannot be checked (text, unknown attributes) are left out.
    """
    groups: dict[tuple[str, bool, int], int] = {}
    found = []
    for place, wish in enumerate(musts):
        if wish.stance == "any" or wish.value is None or wish.attribute not in snapshot.columns:
            continue
        several = isinstance(snapshot.columns[wish.attribute], TagsColumn)
        avoid = wish.stance == "avoid"
        apart = several and (avoid or not wish.either)
        n = groups.setdefault((wish.attribute, avoid, place if apart else -1), len(groups))
        found.append(Grouped(n, wish.attribute, avoid, wish.value))
    return found


def conditions(wishes: Sequence[Grouped]) -> list[Condition]:
    """Grouped wishes as SQL takes them."""
    return [_condition(wish) for wish in wishes]


def _condition(wish: Grouped) -> Condition:
    condition = {"n": wish.n, "attribute": wish.attribute, "avoid": wish.avoid}
    if isinstance(wish.value, Range):
        return {**condition, "min": wish.value.min, "max": wish.value.max}
    return {**condition, "texts": [coded(wish.value)]}
