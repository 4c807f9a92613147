"""What may be said of the five next: "Cheaper", "Closer", "Smaller". Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.critiquing import critiqued
from agent.listening.commands import said_shortest
from catalogue.column import PlaceColumn
from catalogue.holding import holding
from catalogue.snapshot import Snapshot
from core.model import Critique, Heard, Reading, Wish
from domains import Pack

MOST = 4


def critiques(
    pack: Pack,
    snapshot: Snapshot,
    shown: Sequence[str],
    wishes: Sequence[Wish],
    possible: NDArray[np.bool_],
) -> tuple[str, ...]:
    """A few words each that would lead to other items, by the values of the five.

    Lesser values come first, in the pack's order of attributes. ``possible`` bool[n] are the
    items that may be shown.
    """
    left = possible.copy()
    left[[snapshot.row[id] for id in shown if id in snapshot.row]] = False
    said = sorted(said_shortest(pack), key=lambda one: one[1] != "less")
    useful = [
        words
        for attribute, direction, words in said
        if leads_on(
            Critique(attribute=attribute, direction=direction), shown, wishes, snapshot, left
        )
    ]
    return tuple(words.capitalize() for words in useful[:MOST])


def leads_on(
    critique: Critique,
    shown: Sequence[str],
    wishes: Sequence[Wish],
    snapshot: Snapshot,
    left: NDArray[np.bool_],
) -> bool:
    """Whether some of the items left (bool[n]) is as the critique wants it."""
    heard = critiqued(Heard(acts=("like",), critiques=(critique,)), shown, wishes, snapshot)
    if not heard.readings:
        return _apart(critique, shown, wishes, snapshot)
    return any(_met(reading, snapshot, left) for reading in heard.readings)


def _met(reading: Reading, snapshot: Snapshot, left: NDArray[np.bool_]) -> bool:
    column = snapshot.columns[reading.attribute]
    holds = reading.value is not None and holding(column, reading.value)
    return bool((left & (~holds if reading.stance == "avoid" else holds)).any())


def _apart(
    critique: Critique, shown: Sequence[str], wishes: Sequence[Wish], snapshot: Snapshot
) -> bool:
    """Whether "closer" makes sense where no place is wished: the five are not all in one."""
    column = snapshot.columns.get(critique.attribute)
    if not isinstance(column, PlaceColumn) or critique.direction != "less":
        return False
    if any(isinstance(snapshot.columns.get(wish.attribute), PlaceColumn) for wish in wishes):
        return False
    rows = np.array([snapshot.row[id] for id in shown if id in snapshot.row], np.int64)
    held = column.members.among(rows)
    return bool((held != held[:, :1]).any())
