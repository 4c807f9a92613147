"""Gathers the people of an evaluation: simulated from sampled items, or read from files."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.model import Item, ItemValue, Kind
from core.sql import sql
from domains import Pack
from evaluation.people.leak import leaks
from evaluation.people.noise import Noise
from evaluation.people.person import Person
from evaluation.people.phrasebook import phrasebook
from evaluation.people.simulated import World, simulate
from evaluation.people.written import read_people
from tools.desk import Desk


@dataclass(frozen=True)
class Gathered:
    """People to play; ``void`` were left out for a leak, ``missing`` for want of their item.

    ``leaking`` stayed although their words share four in a row with their item's text.
    """

    people: tuple[Person, ...]
    void: int = 0
    missing: int = 0
    leaking: int = 0


async def groups_of(desk: Desk) -> Mapping[str, str]:
    """The group of each item that has one, by item id."""
    query = sql("evaluation", "groups").encode()
    async with desk.lend() as connection:
        cursor = await connection.execute(query, {"pack": desk.pack.id})
        return {row["item_id"]: row["group_id"] for row in await cursor.fetchall()}


async def simulated(
    desk: Desk, groups: Mapping[str, str], n: int, seed: int, noise: Noise
) -> Gathered:
    """People for items drawn from those that may be shown; those whose words leak are void."""
    rng = random.Random(seed)
    world = World(kinds_of(desk.pack), phrasebook(desk.pack.id), noise)
    available = np.flatnonzero(desk.snapshot.available).tolist()
    drawn = [desk.snapshot.ids[row] for row in rng.choices(available, k=2 * n)] if available else []
    items = await desk.items(drawn)
    accepted = members(groups)
    people, void = [], 0
    for number, (item, other) in enumerate(zip(items[::2], items[1::2], strict=True)):
        accept = accepted.get(groups.get(item.id, ""), (item.id,))
        goal, decoy = values(item, world.kinds), values(other, world.kinds)
        person = simulate(item.id, accept, goal, decoy, world, f"{seed}/{number}")
        if leaks(person.words, told(item)):
            void += 1
        else:
            people.append(person)
    return Gathered(tuple(people), void=void)


async def written(desk: Desk, files: Sequence[Path]) -> Gathered:
    """The people of these files; those whose words leak stay, for they cannot be drawn again."""
    asked = list(kinds_of(desk.pack))
    everybody = [person for file in files for person in read_people(file, asked)]
    known = [p for p in everybody if any(id in desk.snapshot.row for id in p.accept)]
    named = [id for person in known for id in person.accept if id in desk.snapshot.row]
    items = {item.id: item for item in await desk.items(named)}
    leaking = sum(
        any(leaks(person.words, told(items[id])) for id in person.accept if id in items)
        for person in known
    )
    return Gathered(tuple(known), missing=len(everybody) - len(known), leaking=leaking)


async def read_right(desk: Desk, gathered: Gathered) -> Gathered:
    """The same people, whose every answer is read as what their item is: the bound of listening."""
    own = [next(id for id in p.accept if id in desk.snapshot.row) for p in gathered.people]
    items = {item.id: item for item in await desk.items(sorted(set(own)))}
    kinds = kinds_of(desk.pack)
    people = zip(gathered.people, own, strict=True)
    return replace(
        gathered, people=tuple(replace(p, truth=values(items[id], kinds)) for p, id in people)
    )


def kinds_of(pack: Pack) -> Mapping[str, Kind]:
    """The kind of each attribute that may be asked."""
    return {a.id: a.type for a in pack.attributes if a.ask and a.askable}


def values(item: Item, kinds: Mapping[str, Kind]) -> Mapping[str, ItemValue]:
    """What an item states, free texts left out: they are pieces of its own text."""
    return {
        id: stated.value
        for id, stated in item.attributes.items()
        if id in kinds and kinds[id] is not Kind.TEXT
    }


def told(item: Item) -> str:
    """Everything an item tells in words."""
    return f"{item.title}\n{item.summary}\n{item.cleaned}"


def members(groups: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The items of each group."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id, group in groups.items():
        found[group].append(id)
    return {group: tuple(ids) for group, ids in found.items()}
