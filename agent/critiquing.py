"""What a critique of the five asks for: "like the second, but cheaper". Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from catalogue.column import CategoryColumn, NumberColumn, PlaceColumn
from catalogue.snapshot import Snapshot
from core.model import Critique, Heard, Place, Range, Reading, Stance, Wish

CLEARLY = 0.98
"""A figure is clearly less than another at this share of it."""


def critiqued(
    heard: Heard, shown: Sequence[str], wishes: Sequence[Wish], snapshot: Snapshot
) -> Heard:
    """What was heard, its critiques turned into readings by the values of the items shown."""
    readings = [
        reading
        for critique in heard.critiques
        if (reading := _reading(critique, shown, wishes, snapshot)) is not None
    ]
    return heard.model_copy(update={"readings": (*heard.readings, *readings)})


def homeless(heard: Heard, snapshot: Snapshot) -> str | None:
    """The place attribute to ask for when something closer is wanted and nobody said to what."""
    if any(isinstance(reading.value, Place) for reading in heard.readings):
        return None
    columns = snapshot.columns
    named = (c.attribute for c in heard.critiques)
    return next((id for id in named if isinstance(columns.get(id), PlaceColumn)), None)


def _reading(
    critique: Critique, shown: Sequence[str], wishes: Sequence[Wish], snapshot: Snapshot
) -> Reading | None:
    column = snapshot.columns.get(critique.attribute)
    rows = _rows(critique.position, shown, snapshot)
    if isinstance(column, CategoryColumn):
        return _kind(critique, column, rows)
    if isinstance(column, NumberColumn) and critique.direction in ("less", "more"):
        return _bound(critique, column.values[rows])
    if isinstance(column, PlaceColumn) and critique.direction == "less":
        return _nearer(wishes, rows, snapshot)
    return None


def _kind(critique: Critique, column: CategoryColumn, rows: list[int]) -> Reading | None:
    """The kind of the item meant, or not that kind."""
    codes = column.codes[rows]
    codes = codes[codes >= 0]
    if not len(codes):
        return None
    value = column.values[int(codes[0])]
    stance: Stance = "want" if critique.direction in ("like", "more") else "avoid"
    return Reading(attribute=critique.attribute, stance=stance, value=value, must=critique.must)


def _nearer(wishes: Sequence[Wish], rows: list[int], snapshot: Snapshot) -> Reading | None:
    """The wished place that some of what was shown lies outside of, as a must-have."""
    for wish in wishes:
        column = snapshot.columns.get(wish.attribute)
        if not isinstance(column, PlaceColumn) or wish.stance != "want":
            continue
        wished = [p == wish.value for p in column.values]
        inside = column.members.among(np.array(rows, np.int64))[wished]
        if not inside.any(axis=0).all():
            return Reading(attribute=wish.attribute, value=wish.value, must=True, replace=True)
    return None


def _rows(position: int | None, shown: Sequence[str], snapshot: Snapshot) -> list[int]:
    named = shown[position - 1 : position] if position else shown
    return [snapshot.row[id] for id in named if id in snapshot.row]


def _bound(critique: Critique, values: NDArray[np.float32]) -> Reading | None:
    """Clearly less, or more, than the item meant; without one, than the first that says so."""
    stated = values[~np.isnan(values)]
    if not len(stated):
        return None
    of = float(stated[0])
    wish = Range(max=of * CLEARLY) if critique.direction == "less" else Range(min=of / CLEARLY)
    return Reading(attribute=critique.attribute, value=wish, must=critique.must, replace=True)
