"""Must-haves as conditions that one static SQL sentence can check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from catalogue.column import TagsColumn
from catalogue.facet import coded
from catalogue.snapshot import Snapshot
from core.model import Range, Wish, WishValue

Condition = dict[str, Any]


def conditions(snapshot: Snapshot, musts: Sequence[Wish]) -> list[Condition]:
    """The conditions that items must meet, all of them; rows of one ``n`` are alternatives.

    Wishes of one attribute are alternatives ("Texas or Ohio"), except for attributes of which an
    item has several values ("wifi and parking"): there each wish counts. Whatever is avoided must
    not be there at all. Wishes that cannot be checked (text, unknown attributes) are left out.
    """
    groups: dict[tuple[str, bool, int], int] = {}
    found = []
    for place, wish in enumerate(musts):
        if wish.stance == "any" or wish.value is None or wish.attribute not in snapshot.columns:
            continue
        several = isinstance(snapshot.columns[wish.attribute], TagsColumn)
        group = (wish.attribute, wish.stance == "avoid", place if several else 0)
        found.append(_condition(groups.setdefault(group, len(groups)), wish, wish.value))
    return found


def _condition(n: int, wish: Wish, value: WishValue) -> Condition:
    condition = {"n": n, "attribute": wish.attribute, "avoid": wish.stance == "avoid"}
    if isinstance(value, Range):
        return {**condition, "min": value.min, "max": value.max}
    return {**condition, "texts": [coded(value)]}
