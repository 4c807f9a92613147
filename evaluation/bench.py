"""Time per turn, split by step, against a floor measured in the same run.

The floor is what no turn can do without: one query embedding with the default encoder and one exact
pgvector query of the catalogue. Run as ``python -m evaluation.bench PACK``.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agent.session import Agent, open_agent
from agent.wording import say_item_value
from catalogue.search import exact_similarities, read_items
from core.model import Item
from core.settings import Settings, read_settings
from core.sql import sql
from domains import Pack
from evaluation.memory import private_megabytes
from models.encoder import Encoder

LONGEST = 8
OPENING_WORDS = 12


NAMES = {"question": "question turn", "recommendations": "turn that shows the five"}


@dataclass
class Timings:
    """Milliseconds: of the floor, of whole turns by what they bring, and of their steps."""

    floor: list[float] = field(default_factory=list)
    turns: dict[str, list[float]] = field(default_factory=dict)
    steps: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def add(self, kind: str, milliseconds: float, steps: dict[str, float]) -> None:
        """Take in one turn; what no step claims is the graph, its checkpoint and the commits."""
        turn = NAMES.get(kind, kind)
        self.turns.setdefault(turn, []).append(milliseconds)
        own = self.steps.setdefault(turn, {})
        rest = milliseconds - sum(steps.values())
        for name, spent in {**steps, "graph, checkpoint, commits": rest}.items():
            own.setdefault(name, []).append(spent)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def opening_of(item: Item, rng: random.Random) -> str:
    """A dozen words of an item's text in their order: never the same text twice."""
    words = item.cleaned.split()
    start = rng.randrange(max(1, len(words) - OPENING_WORDS))
    return "Something with " + " ".join(words[start : start + OPENING_WORDS])


def answer_of(item: Item, attribute_id: str, pack: Pack) -> str:
    """What somebody who wants this item would type."""
    stated = item.attributes.get(attribute_id)
    if stated is None:
        return "not sure"
    return say_item_value(stated.value, pack.attribute(attribute_id), pack)[:200]


async def converse(agent: Agent, item: Item, pack: Pack, rng: random.Random, t: Timings) -> None:
    """One interview for one item, typed, until the five."""
    started = await agent.start(pack.id)
    text = opening_of(item, rng)
    for _ in range(LONGEST):
        begin = perf_counter()
        reply = await agent.turn(started.id, text=text)
        spent = (perf_counter() - begin) * 1000
        t.add(reply.kind, spent, await last_timings(agent, started.id))
        if reply.kind == "recommendations" or reply.question is None:
            return
        text = answer_of(item, reply.question.attribute, pack)


async def last_timings(agent: Agent, conversation_id: str) -> dict[str, float]:
    """Milliseconds by step of the last turn, as stored with it."""
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(
            sql("evaluation", "last_timings").encode(), {"id": conversation_id}
        )
        row = await cursor.fetchone()
    return dict(row["timings_ms"]) if row else {}


async def floor(agent: Agent, encoder: Encoder, pack: Pack, text: str) -> float:
    """Milliseconds of one query embedding and one exact query."""
    served = await agent.shelf.newest(pack.id)
    async with agent.pool.connection() as connection:
        begin = perf_counter()
        vector = encoder.encode([text])[0]
        await exact_similarities(connection, served.snapshot, vector)
        return (perf_counter() - begin) * 1000


async def bench(settings: Settings, pack_id: str, conversations: int, seed: int) -> Timings:
    """Play conversations and measure the floor between them."""
    rng, timings = random.Random(seed), Timings()
    async with open_agent(settings) as agent:
        served = await agent.shelf.newest(pack_id)
        encoder = agent.shelf.encoder.encoder
        ids = rng.sample(served.snapshot.ids, min(conversations, len(served.snapshot.ids)))
        async with agent.pool.connection() as connection:
            items = await read_items(connection, pack_id, ids)
        await converse(agent, items[0], served.pack, rng, Timings())
        with Progress(transient=True) as progress:
            for item in progress.track(items, description="Talking"):
                await converse(agent, item, served.pack, rng, timings)
                spent = await floor(agent, encoder, served.pack, opening_of(item, rng))
                timings.floor.append(spent)
    return timings


def table(timings: Timings) -> Table:
    """The figures as a table: p50, p95, and the ratio to the floor's p50."""
    shown = Table("", "p50 ms", "p95 ms", "x floor", title="Time per turn")
    base = statistics.median(timings.floor)

    def row(name: str, values: Sequence[float]) -> None:
        middle, late = statistics.median(values), percentile(values, 0.95)
        shown.add_row(name, f"{middle:.1f}", f"{late:.1f}", f"{middle / base:.2f}")

    row("floor", timings.floor)
    for turn, spent in sorted(timings.turns.items()):
        shown.add_section()
        row(turn, spent)
        for step, values in timings.steps[turn].items():
            row(f"  {step}", values)
    return shown


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack")
    parser.add_argument("--conversations", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data-dir", type=Path)
    given = parser.parse_args()
    settings = read_settings(data_dir=given.data_dir)
    timings = asyncio.run(bench(settings, given.pack, given.conversations, given.seed))
    console = Console()
    console.print(table(timings))
    turns = sum(map(len, timings.turns.values()))
    console.print(f"{turns} turns; private memory {private_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
