"""The packs that labelled utterances speak of, and their attributes and values as arrays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from agent.listening.domain import Domain, Quantiles
from agent.listening.network import KINDS, Floats
from domains import Pack, load_pack, pack_ids
from domains.brief import read_briefs
from evaluation.learning.examples import Ints, Row
from models.bert import WIDTH
from readers.place import open_gazetteer

DATA = Path(__file__).parent / "data"
"""The labelled utterances, the small packs and the figures of the catalogues."""

TODAY = date(2026, 11, 30)
"""Labels of ages are years as of 2026."""

STEPS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Where the quantiles of figures are taken."""

FEW = 4
"""Stated ends of a figure from which quantiles are guessed."""

APART = 0.35
"""Standard deviation, in logarithms, of what a catalogue has about what people ask of it."""

Figures = dict[str, dict[str, Quantiles]]


def read_packs(own: Path | None = None) -> dict[str, Pack]:
    """The installed packs, those of the folder ``own``, and the small ones of the data, by name."""
    packs = {id: load_pack(id, own) for id in pack_ids(own)}
    for file in pack_files():
        packs.update(read_briefs(file))
    return packs


def pack_files() -> list[Path]:
    """The files of the data that describe packs."""
    return sorted(DATA.glob("minipacks*.json"))


def figures_file() -> Path:
    """The file of quantiles of the figures of real catalogues."""
    return DATA / "figures.json"


def read_figures(rows: Iterable[Row], random: Random) -> Figures:
    """Quantiles of figures by pack and attribute.

    Those of the catalogues that there are; for packs without a catalogue those of the ends that
    people state in ``rows``, moved by a factor of each attribute, so that nothing is learned from
    their being the same.
    """
    known = json.loads(figures_file().read_text(encoding="utf-8"))
    found: Figures = {id: {k: tuple(v) for k, v in own.items()} for id, own in known.items()}
    for (pack, attribute), ends in _stated_ends(rows).items():
        if attribute not in found.get(pack, {}) and len(ends) >= FEW:
            factor = float(np.exp(random.gauss(0, APART)))
            found.setdefault(pack, {})[attribute] = tuple(
                float(end) * factor for end in np.quantile(ends, STEPS)
            )
    return found


def _stated_ends(rows: Iterable[Row]) -> dict[tuple[str, str], list[float]]:
    stated: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        for change in row["changes"] or ():
            ends = [change[end] for end in ("min", "max") if change.get(end) is not None]
            stated.setdefault((row["pack"], change["attribute"]), []).extend(ends)
    return stated


def open_domains(
    packs: Mapping[str, Pack], encoder: CachedEncoder, figures: Figures
) -> dict[str, Domain]:
    """Packs as listening knows them, without a catalogue but for the quantiles of its figures."""
    gazetteer = open_gazetteer()
    return {
        id: Domain(pack, {}, {}, figures.get(id, {}), encoder, gazetteer, lambda: TODAY)
        for id, pack in packs.items()
    }


@dataclass(frozen=True)
class Listed:
    """A listed attribute's values: its number among all of them, and which rows are its own."""

    group: int
    first: int
    count: int


class Described:
    """Attributes and values of all packs, side by side.

    ``attributes`` by pack: float32 (attributes, 3 * width + kinds), what the encoder makes of their
    descriptions, then their type. ``values``: float32 (values, width) of every listed attribute,
    ``groups``: int64 (values,) which one each belongs to; ``listed`` by pack and position.
    """

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self.attributes: dict[str, Floats] = {id: _attributes(d) for id, d in domains.items()}
        self.kinds: dict[str, Ints] = {
            id: np.array([KINDS.index(a.type) for a in d.attributes], np.int64)
            for id, d in domains.items()
        }
        self.listed: dict[tuple[str, int], Listed] = {}
        self._near: dict[tuple[str, str], NDArray[np.float32]] = {}
        values: list[Floats] = []
        groups: list[int] = []
        for id, domain in domains.items():
            for position, vectors in _values(domain):
                group, first = len(values), len(groups)
                self.listed[id, position] = Listed(group, first, len(vectors))
                values.append(vectors)
                groups += [group] * len(vectors)
        self.values: Floats = np.concatenate(values)
        self.groups: Ints = np.array(groups, np.int64)

    def nearness(self, pack: str, other: str) -> NDArray[np.float32]:
        """Float32 (attributes of ``other``,): cosine of each with the nearest of ``pack``'s."""
        found = self._near.get((pack, other))
        if found is None:
            mine, theirs = self.attributes[pack][:, :WIDTH], self.attributes[other][:, :WIDTH]
            found = self._near[pack, other] = (mine @ theirs.T).max(axis=0)
        return found


def _attributes(domain: Domain) -> Floats:
    types = np.zeros((len(domain.attributes), len(KINDS)), np.float32)
    for i, attribute in enumerate(domain.attributes):
        types[i, KINDS.index(attribute.type)] = 1
    return np.concatenate([domain.attribute_vectors, types], axis=1)


def _values(domain: Domain) -> Sequence[tuple[int, Floats]]:
    ids = [a.id for a in domain.attributes]
    return [(ids.index(id), vectors) for id, vectors in domain.value_vectors.items()]
