"""Finds reposts: items of one pack that are the same thing, offered twice.

Record linkage (Fellegi & Sunter, A Theory for Record Linkage, 1969), by frequency: a value that two
items share counts the more the rarer it is, one in which they differ counts against them, and the
sum must be beyond what chance could bring about anywhere among all pairs of items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import log2

VERSION = "group-2"
"""Changes whenever the same items would be grouped otherwise."""

DIFFERS_BITS = -2.0
"""What a differing value tells: little, since texts are read wrongly."""

NEAR = 0.8
NEAR_BITS = -1.0
"""Figures whose ratio is at least this are near, which tells less: prices are cut, and figures are
given of another year.
"""

MARGIN_BITS = 3.0
"""How far beyond chance the evidence must be: one wrong pair in eight catalogues."""

MOST_HOLDERS = 50
"""Items that share a value, beyond which the value proposes no pairs."""

DIGITS = 3
"""Significant digits by which figures are compared: "about 270 thousand" is 270,400."""

Values = Mapping[str, str]
Bits = Mapping[tuple[str, str], float]
"""By attribute and value, how many bits it tells that two items share the value."""


def value_key(value: str | float) -> str:
    """A value as it is compared."""
    return value if isinstance(value, str) else f"{value:.{DIGITS}g}"


def find_groups(
    items: Mapping[str, Values], inside: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The group of every item that has reposts, named after the smallest id in it.

    Args:
        items: id to attribute to value, as :func:`value_key` gives it.
        inside: attributes whose value implies that of another, as a city's does its state's: where
        both are shared, that tells no more than the former alone.
    """
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id in sorted(items):
        for attribute, value in items[id].items():
            holders[attribute, value].append(id)
    bits = {shared: rarity(len(items), len(ids)) for shared, ids in holders.items()}
    least = least_bits(len(items))
    groups = Groups()
    for a, b in _proposed(holders.values()):
        if evidence(items[a], items[b], bits, inside or {}) >= least:
            groups.join(a, b)
    return groups.heads()


def rarity(items: int, holders: int) -> float:
    """The bits of a value that so many of the items hold."""
    return log2(items / holders)


def least_bits(items: int) -> float:
    """The bits from which two of so many items are taken to be one."""
    return log2(max(1, items * (items - 1) // 2)) + MARGIN_BITS


def _proposed(holders: Iterable[list[str]]) -> set[tuple[str, str]]:
    pairs = (combinations(ids, 2) for ids in holders if len(ids) <= MOST_HOLDERS)
    return {pair for found in pairs for pair in found}


def evidence(one: Values, other: Values, bits: Bits, inside: Mapping[str, str]) -> float:
    """How many bits speak for two items being one; what either does not state says nothing."""
    shared = {attribute for attribute in one if one[attribute] == other.get(attribute)}
    implied = {inside[attribute] for attribute in shared if attribute in inside}
    alike = sum(bits[attribute, one[attribute]] for attribute in shared - implied)
    unlike = (one.keys() & other.keys()) - shared
    return alike + sum(_differing(one[attribute], other[attribute]) for attribute in unlike)


def _differing(one: str, other: str) -> float:
    try:
        small, great = sorted((float(one), float(other)))
    except ValueError:
        return DIFFERS_BITS
    return NEAR_BITS if 0 < NEAR * great <= small else DIFFERS_BITS


class Groups:
    """Items that were joined, pair by pair, in whatever order."""

    def __init__(self) -> None:
        self._head: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """Both are one, and so is all that either was joined with."""
        first, second = sorted((self._found(one), self._found(other)))
        self._head[second] = first

    def heads(self) -> dict[str, str]:
        """The smallest id of its group, by item that was joined."""
        return {id: self._found(id) for id in self._head}

    def _found(self, id: str) -> str:
        head = id
        while self._head.setdefault(head, head) != head:
            head = self._head[head]
        self._head[id] = head
        return head
