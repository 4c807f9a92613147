"""What a critique of the five asks for: "like the second, but cheaper". Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from catalogue.column import CategoryColumn, NumberColumn
from catalogue.snapshot import Snapshot
from core.model import Critique, Heard, Range, Reading

CLEARLY = 0.98
"""A figure is clearly less than another at this share of it."""


def critiqued(heard: Heard, shown: Sequence[str], snapshot: Snapshot) -> Heard:
    """What was heard, its critiques turned into readings by the values of the items shown."""
    readings = [
        reading
        for critique in heard.critiques
        if (reading := _reading(critique, shown, snapshot)) is not None
    ]
    return heard.model_copy(update={"readings": (*heard.readings, *readings)})


def _reading(critique: Critique, shown: Sequence[str], snapshot: Snapshot) -> Reading | None:
    column = snapshot.columns.get(critique.attribute)
    rows = _rows(critique.position, shown, snapshot)
    if isinstance(column, NumberColumn):
        return _bound(critique, column.values[rows])
    if isinstance(column, CategoryColumn) and critique.direction == "less":
        codes = column.codes[rows]
        codes = codes[codes >= 0]
        if len(codes):
            value = column.values[int(np.bincount(codes).argmax())]
            return Reading(attribute=critique.attribute, stance="avoid", value=value)
    return None


def _rows(position: int | None, shown: Sequence[str], snapshot: Snapshot) -> list[int]:
    named = shown[position - 1 : position] if position else shown
    return [snapshot.row[id] for id in named if id in snapshot.row]


def _bound(critique: Critique, values: NDArray[np.float32]) -> Reading | None:
    stated = values[~np.isnan(values)]
    if not len(stated):
        return None
    middle = float(np.median(stated))
    less = critique.direction == "less"
    wish = Range(max=middle * CLEARLY) if less else Range(min=middle / CLEARLY)
    return Reading(attribute=critique.attribute, value=wish, must=True, replace=True)
