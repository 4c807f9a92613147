"""How well embedding sets find what people look for, by their own words alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from catalogue.search import exact_similarities
from catalogue.sets import EmbeddingSet, check_encoder, open_like
from catalogue.snapshot import load_snapshot
from core.database import Connection, Pool
from core.model import Kind
from core.settings import Settings
from domains import Pack
from evaluation.gathering import groups_of, simulated, written
from evaluation.measures import Estimate, share
from evaluation.people.noise import Noise
from evaluation.people.person import Person
from models.encoder import Encoder
from tools.desk import Desk

FIRST, WIDE = 5, 50
"""How many of the nearest items are looked at."""


@dataclass(frozen=True)
class Found:
    """The share of people whose match is among the nearest 5, and 50, to what they said."""

    set_id: int
    said: str
    first: Estimate
    wide: Estimate
    people: int


@dataclass(frozen=True)
class Audience:
    """Who is listened to: written people from files, or so many simulated ones."""

    files: tuple[Path, ...]
    simulated: int
    seed: int


async def compare(
    pool: Pool,
    settings: Settings,
    pack: Pack,
    sets: Sequence[EmbeddingSet],
    audience: Audience,
    advance: Callable[[], None],
) -> list[Found]:
    """Every set asked with the same words: the opening, the descriptions, and both together.

    ``advance`` is called once for every person and set.

    Raises:
        CatalogueMissing: nothing is published.
        EncoderMismatch: what made a set cannot be opened.
    """
    snapshot = await load_snapshot(pool, pack)
    encoders = {stored.id: open_like(settings, stored) for stored in sets}
    for stored in sets:
        check_encoder(stored, encoders[stored.id])
    desk = Desk(pool.connection, pack, snapshot, encoders[sets[0].id])
    people = await _people(desk, audience)
    results = []
    for stored in sets:
        other = replace(desk, snapshot=replace(snapshot, set_id=stored.id, large=None))
        results += await _asked(other, stored.id, encoders[stored.id], people, advance)
    return results


async def _people(desk: Desk, audience: Audience) -> Sequence[Person]:
    if audience.files:
        return (await written(desk, audience.files)).people
    groups = await groups_of(desk)
    drawn = await simulated(desk, groups, audience.simulated, audience.seed, Noise())
    return drawn.people


async def _asked(
    desk: Desk,
    set_id: int,
    encoder: Encoder,
    people: Sequence[Person],
    advance: Callable[[], None],
) -> list[Found]:
    ranks: dict[str, list[int]] = {}
    for person in people:
        for said, text in words(person, desk.pack).items():
            async with desk.lend() as connection:
                rank = await _rank(connection, desk, encoder, text, person.accept)
            ranks.setdefault(said, []).append(rank)
        advance()
    return [
        Found(
            set_id,
            said,
            share([rank < FIRST for rank in found]),
            share([rank < WIDE for rank in found]),
            len(found),
        )
        for said, found in ranks.items()
    ]


def words(person: Person, pack: Pack) -> Mapping[str, str]:
    """What a person says in free words, by what it is."""
    texts = [a.id for a in pack.attributes if a.type is Kind.TEXT]
    described = " ".join(person.answers[id] for id in texts if id in person.answers)
    found = {"opening": person.opening}
    if described:
        found |= {"description": described, "both": f"{person.opening} {described}"}
    return found


async def _rank(
    connection: Connection, desk: Desk, encoder: Encoder, text: str, accept: Sequence[str]
) -> int:
    """How many items that may be shown are nearer to a text than the best accepted one."""
    vector = (await asyncio.to_thread(encoder.encode, [text]))[0]
    cosines = await exact_similarities(connection, desk.snapshot, vector)
    return rank_of(cosines, desk.snapshot.available, _rows(desk, accept))


def rank_of(
    cosines: NDArray[np.float32], available: NDArray[np.bool_], accepted: Sequence[int]
) -> int:
    """How many of the others that are available come before the best of the accepted rows."""
    best = cosines[list(accepted)].max()
    others = available.copy()
    others[list(accepted)] = False
    return int((cosines[others] >= best).sum())


def _rows(desk: Desk, ids: Sequence[str]) -> list[int]:
    return [desk.snapshot.row[id] for id in ids if id in desk.snapshot.row]
