"""Questions and their quick replies, with counts of what each would leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.belief import Belief
from agent.likelihood import known
from agent.listening.click import choice_id
from catalogue.column import (
    CategoryColumn,
    Column,
    FlagColumn,
    NumberColumn,
    PlaceColumn,
    TagsColumn,
)
from catalogue.snapshot import Snapshot
from core.model import Kind, Range
from core.reply import Choice, Question
from domains import Attribute, Bucket

ANY = Choice(id="any", label="Doesn't matter")
SHOW = Choice(id="show", label="Just show me")
WHY = Choice(id="why", label="Why do you ask?")
ALWAYS = (ANY, SHOW, WHY)
MOST = 8
ALL_UP_TO = 10


def question(attribute: Attribute, snapshot: Snapshot, belief: Belief) -> Question:
    """The question about an attribute, its choices by how likely they are now."""
    column = snapshot.columns.get(attribute.id)
    choices = () if column is None else _choices(attribute, column, belief)
    return Question(
        attribute=attribute.id,
        choices=(*choices, *ALWAYS),
        multiple=attribute.type.listed,
        free_text=True,
        why=attribute.why,
    )


def yes_or_no(attribute: str, purpose: str, why: str, yes: str, no: str) -> Question:
    """A question to settle one thing: relaxing a wish, or a contradiction."""
    return Question(
        attribute=attribute,
        purpose="relax" if purpose == "relax" else "confirm",
        choices=(Choice(id="yes", label=yes), Choice(id="no", label=no)),
        why=why,
    )


def _choices(attribute: Attribute, column: Column, belief: Belief) -> tuple[Choice, ...]:
    allowed = belief.fitting
    if attribute.type is Kind.TEXT:
        return ()
    match column:
        case CategoryColumn():
            has = known(column)
            width = len(column.values)
            counts = np.bincount(column.codes[allowed & has], minlength=width)
            mass = np.bincount(column.codes[has], belief.posterior[has], minlength=width)
            return _listed(attribute, column.values, counts, mass.astype(np.float32))
        case TagsColumn():
            return _listed(attribute, column.values, *_held(column.matrix, allowed, belief))
        case PlaceColumn():
            return _places(attribute, column, allowed, belief)
        case FlagColumn():
            return _flags(attribute, column, allowed)
        case NumberColumn():
            return _buckets(attribute, column, allowed)


def _held(
    matrix: NDArray[np.bool_], allowed: NDArray[np.bool_], belief: Belief
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    return (matrix & allowed).sum(axis=1), matrix @ belief.posterior


def _listed(
    attribute: Attribute,
    values: Sequence[str],
    counts: NDArray[np.integer],
    mass: NDArray[np.floating],
) -> tuple[Choice, ...]:
    labels = {c.value: c.shown for c in attribute.choices}
    present = [i for i in np.argsort(-mass) if counts[i] > 0]
    kept = present if len(present) <= ALL_UP_TO else present[:MOST]
    return tuple(
        Choice(
            id=choice_id(attribute.id, values[i]),
            label=labels.get(values[i], values[i]),
            count=int(counts[i]),
        )
        for i in kept
    )


def _places(
    attribute: Attribute, column: PlaceColumn, allowed: NDArray[np.bool_], belief: Belief
) -> tuple[Choice, ...]:
    """The likeliest places, narrow ones first: a city says more than its country."""
    counts, mass = _held(column.matrix, allowed, belief)
    cities = [i for i in np.argsort(-mass) if column.values[i].kind == "city" and counts[i] > 0]
    wider = [i for i in np.argsort(-mass) if column.values[i].kind == "country" and counts[i] > 0]
    states = [i for i in np.argsort(-mass) if column.values[i].kind == "state" and counts[i] > 0]
    kept = (cities or states)[: MOST - 2] + (wider[1:3] if cities and len(wider) > 1 else [])
    return tuple(
        Choice(
            id=choice_id(attribute.id, column.values[i]),
            label=column.values[i].name,
            count=int(counts[i]),
        )
        for i in kept
    )


def _flags(
    attribute: Attribute, column: FlagColumn, allowed: NDArray[np.bool_]
) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=choice_id(attribute.id, value),
            label=attribute.label_true if value else attribute.label_false,
            count=int((allowed & (column.codes == int(value))).sum()),
        )
        for value in (True, False)
    )


def _buckets(
    attribute: Attribute, column: NumberColumn, allowed: NDArray[np.bool_]
) -> tuple[Choice, ...]:
    figures = column.values[allowed & known(column)]
    return tuple(
        Choice(
            id=choice_id(attribute.id, Range(min=b.min, max=b.max)),
            label=b.label,
            count=_inside(figures, b),
        )
        for b in attribute.buckets
        if _inside(figures, b)
    )


def _inside(figures: NDArray[np.float32], bucket: Bucket) -> int:
    low = -np.inf if bucket.min is None else bucket.min
    high = np.inf if bucket.max is None else bucket.max
    return int(((figures >= low) & (figures <= high)).sum())
