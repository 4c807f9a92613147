"""Puts items together from real ones: a text, a vector near its own, and values of several donors.

Values are drawn attribute by attribute, so that shares of the real catalogue are kept while no two
items agree in everything; attributes that share places keep one donor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domains import Pack
from evaluation.scale.donors import Donor, Donors, FacetRow

OWN = 0.6
"""How often a value comes with the text, and not from another donor."""

NOISE = 0.7
"""Length of the random part of a vector against that of its donor's: many items are nearly as near
as the nearest, which is hard on graph indexes."""

CHUNK = 20_000


@dataclass(frozen=True)
class Made:
    """One synthesised item; ``key`` counts from 1."""

    key: int
    base: Donor
    attributes: str
    facets: Sequence[FacetRow]


@dataclass(frozen=True)
class Chunk:
    """Some synthesised items with their vectors, float32 (m, dimension), of length 1."""

    items: Sequence[Made]
    vectors: NDArray[np.float32]


def synthesise(pack: Pack, donors: Donors, count: int, seed: int) -> Iterator[Chunk]:
    """So many items, chunk by chunk; the same seed gives the same ones."""
    rng = np.random.default_rng(seed)
    groups = attribute_groups(pack)
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        bases = rng.integers(0, len(donors.items), size)
        drawn = rng.integers(0, len(donors.items), (size, len(groups)))
        drawn = np.where(rng.random(drawn.shape) < OWN, bases[:, None], drawn)
        items = [
            _made(start + n + 1, donors.items[base], [donors.items[d] for d in row], groups)
            for n, (base, row) in enumerate(zip(bases, drawn, strict=True))
        ]
        yield Chunk(items, near(donors.vectors[bases], rng))


def attribute_groups(pack: Pack) -> list[tuple[str, ...]]:
    """The pack's attributes; those within another one stand beside it."""
    groups: dict[str, list[str]] = {}
    for attribute in pack.attributes:
        groups.setdefault(attribute.within or attribute.id, []).append(attribute.id)
    return [tuple(ids) for ids in groups.values()]


def near(vectors: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Unit vectors around unit vectors."""
    noise = rng.standard_normal(vectors.shape, dtype=np.float32)
    found = vectors + noise * np.float32(NOISE / vectors.shape[1] ** 0.5)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def _made(key: int, base: Donor, drawn: Sequence[Donor], groups: Sequence[tuple[str, ...]]) -> Made:
    stated: list[str] = []
    facets: list[FacetRow] = []
    for donor, ids in zip(drawn, groups, strict=True):
        for id in ids:
            if id in donor.stated:
                stated.append(f'"{id}": {donor.stated[id]}')
            facets += donor.facets.get(id, ())
    return Made(key, base, "{" + ", ".join(stated) + "}", facets)
