"""Measures the product on a synthesised catalogue: turns against their floor, filters, sizes."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.session import Agent, open_agent
from catalogue.progress import Progress
from catalogue.search import read_items
from core.database import open_pool
from core.settings import Settings
from core.sql import sql
from domains import load_pack
from evaluation.bench import Timings, converse, floor, opening_of
from evaluation.memory import mapped_megabytes, private_megabytes
from evaluation.scale.donors import read_donors
from evaluation.scale.filters import SHARES, WAYS, Filtered, filtered
from evaluation.scale.loading import load


@dataclass(frozen=True)
class Asked:
    """What is to be measured: how many items, conversations and searches."""

    pack: str
    items: int
    conversations: int
    searches: int
    seed: int


@dataclass(frozen=True)
class Measured:
    """What was found. Memory in MB, ``relations`` in bytes by table or index."""

    items: int
    timings: Timings
    filters: Sequence[Filtered]
    private: float
    mapped: float
    files: int
    relations: Mapping[str, int]


def folder_of(settings: Settings, asked: Asked) -> Path:
    """Where the synthesised catalogue is kept, with a database of its own."""
    return settings.data_dir / "scale" / f"{asked.pack}-{asked.items}"


async def measure(settings: Settings, asked: Asked, progress: Progress) -> Measured:
    """Synthesise the catalogue, unless an earlier run left it, and measure.

    Raises:
        CatalogueMissing: there are no real items to synthesise from.
    """
    pack = load_pack(asked.pack, settings.packs_dir)
    own = settings.model_copy(update={"data_dir": folder_of(settings, asked), "database_url": None})
    async with open_pool(settings) as pool:
        donors = await read_donors(pool, pack)
    async with open_pool(own) as pool:
        await load(pool, pack, donors, asked.items, asked.seed, progress)
    async with open_agent(own) as agent:
        timings = await _talk(agent, asked, progress)
        private, mapped = private_megabytes(), mapped_megabytes()
        filters = await _search(agent, asked, progress)
        files = sum(f.stat().st_size for f in (own.data_dir / "snapshots").rglob("*.npy"))
        return Measured(
            asked.items, timings, filters, private, mapped, files, await _relations(agent)
        )


async def _talk(agent: Agent, asked: Asked, progress: Progress) -> Timings:
    rng, timings = random.Random(asked.seed), Timings()
    served = await agent.shelf.newest(asked.pack)
    rows = rng.sample(range(len(served.snapshot.ids)), asked.conversations + 1)
    async with agent.pool.connection() as connection:
        ids = [served.snapshot.ids[row] for row in rows]
        items = await read_items(connection, asked.pack, ids)
    await converse(agent, items[0], served.pack, rng, Timings())
    progress.start(asked.conversations, "Talking")
    for item in items[1:]:
        await converse(agent, item, served.pack, rng, timings)
        text = opening_of(item, rng)
        timings.floor.append(await floor(agent, served.encoder.encoder, served.pack, text))
        progress.advance(1)
    progress.done()
    return timings


async def _search(agent: Agent, asked: Asked, progress: Progress) -> list[Filtered]:
    rng = random.Random(asked.seed + 1)
    served = await agent.shelf.newest(asked.pack)
    rows = rng.sample(range(len(served.snapshot.ids)), asked.searches)
    async with agent.pool.connection() as connection:
        ids = [served.snapshot.ids[row] for row in rows]
        items = await read_items(connection, asked.pack, ids)
        queries = served.encoder.encode([opening_of(item, rng) for item in items])
        progress.start(len(WAYS) * len(SHARES), "Searching under filters")
        found = await filtered(
            connection,
            served.snapshot,
            np.asarray(queries, np.float32),
            asked.seed,
            lambda: progress.advance(1),
        )
        progress.done()
    return found


async def _relations(agent: Agent) -> Mapping[str, int]:
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(sql("evaluation", "relation_sizes").encode())
        return {f"{r['kind']} {r['name']}": r["bytes"] for r in await cursor.fetchall()}
