"""Questions about the list as a whole: which attribute it is to be ordered by, and what comes
first. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.column import NumberColumn
from catalogue.snapshot import Snapshot
from core.model import Kind
from domains import Pack
from readers.tables import word_set
from readers.text import fold, words

MOST = 5


@dataclass(frozen=True)
class Order:
    """An attribute to order by, and whether the greatest comes first."""

    attribute: str
    most: bool


def ordering(question: str, named: Sequence[str], pack: Pack) -> Order | None:
    """What a question orders the list by: an attribute it names, or that of its superlative."""
    said = {fold(token.text) for token in words(question)}
    if "longest" in said and said & _LASTING:
        said = said - {"longest"} | {"oldest"}
    kinds = {a.id: a.type for a in pack.attributes}
    numeric = [id for id in named if kinds[id].numeric]
    for row, kind, most in _SUPERLATIVES:
        if said & word_set("superlatives", row):
            own = [id for id in numeric if kinds[id] is kind]
            first = [a.id for a in pack.attributes if a.type is kind]
            chosen = [*own, *(() if kind is Kind.YEAR else numeric), *first]
            if chosen:
                return Order(chosen[0], most)
    if numeric and said & {"best", "worst"}:
        return Order(numeric[0], (kinds[numeric[0]] is not Kind.MONEY) is ("best" in said))
    return (
        Order(numeric[0], most=False)
        if numeric and said & {"sort", "order", "rank", "by"}
        else None
    )


_LASTING = frozenset(["been", "around", "going", "running", "established", "trading", "existed"])
"""Words by which the longest is the oldest."""

_MORE = frozenset(["more", "higher", "better", "greater", "most", "highest"])
_LESS = frozenset(["less", "lower", "fewer", "least", "lowest"])


def comparing(question: str, named: Sequence[str], pack: Pack) -> Order | None:
    """What a question about a few items compares them by: "who has more people?"."""
    order = ordering(question, named, pack)
    if order is not None:
        return order
    said = {fold(token.text) for token in words(question)}
    kinds = {a.id: a.type for a in pack.attributes}
    numeric = [id for id in named if kinds[id].numeric]
    if not numeric or not said & (_MORE | _LESS):
        return None
    return Order(numeric[0], bool(said & _MORE))


_SUPERLATIVES = (
    ("cheapest", Kind.MONEY, False), ("dearest", Kind.MONEY, True),
    ("oldest", Kind.YEAR, False), ("newest", Kind.YEAR, True),
    ("smallest", Kind.NUMBER, False), ("biggest", Kind.NUMBER, True),
)  # fmt: skip


def first_rows(snapshot: Snapshot, fitting: NDArray[np.bool_], order: Order) -> list[int]:
    """Rows of the first few fitting items that state the attribute, in order."""
    column = snapshot.columns.get(order.attribute)
    if not isinstance(column, NumberColumn):
        return []
    rows = np.flatnonzero(fitting & ~np.isnan(column.values))
    values = column.values[rows]
    ranked = rows[np.argsort(-values if order.most else values, kind="stable")]
    return [int(row) for row in ranked[:MOST]]
