"""One served pack in process memory: its newest published version and what listens to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from agent.likelihood import known
from agent.listening import CachedEncoder, Listener, Network
from catalogue.column import CategoryColumn, NumberColumn, PlaceColumn, TagsColumn
from catalogue.snapshot import Snapshot
from core.model import Place
from domains import Pack
from guards.outgoing import Guard

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Served:
    """A pack with its snapshot, listener and guard; replaced as a whole by a newer version.

    ``encoder`` is the one that the snapshot's vectors are from.
    """

    pack: Pack
    snapshot: Snapshot
    listener: Listener
    guard: Guard
    encoder: CachedEncoder


def serve(pack: Pack, snapshot: Snapshot, encoder: CachedEncoder, network: Network) -> Served:
    """Build what one version of a pack needs; a second or so for thousands of items."""
    listener = Listener(
        pack,
        vocabulary=vocabularies(snapshot),
        network=network,
        places=places(snapshot),
        today=date.today,
        figures=figures(snapshot),
    )
    return Served(pack, snapshot, listener, Guard(pack), encoder)


def vocabularies(snapshot: Snapshot) -> Mapping[str, Mapping[str, int]]:
    """Attribute id to value to number of items, for categories."""
    found: dict[str, dict[str, int]] = {}
    for id, column in snapshot.columns.items():
        if isinstance(column, CategoryColumn):
            counts = np.bincount(column.codes[known(column)], minlength=len(column.values))
        elif isinstance(column, TagsColumn):
            counts = column.members.counts
        else:
            continue
        found[id] = {value: int(n) for value, n in zip(column.values, counts, strict=True)}
    return found


def places(snapshot: Snapshot) -> Mapping[str, Mapping[Place, int]]:
    """Attribute id to place to number of items."""
    return {
        id: {p: int(n) for p, n in zip(column.values, column.members.counts, strict=True)}
        for id, column in snapshot.columns.items()
        if isinstance(column, PlaceColumn)
    }


def figures(snapshot: Snapshot) -> Mapping[str, tuple[float, ...]]:
    """Attribute id to quantiles of its figures."""
    return {
        id: tuple(float(q) for q in np.quantile(column.values[known(column)], QUANTILES))
        for id, column in snapshot.columns.items()
        if isinstance(column, NumberColumn) and known(column).any()
    }
