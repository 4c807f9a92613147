"""Fills the store with conversations to review: ``python -m evaluation.rehearsal PACK``.

They are played with the product by simulated people, with faults planted, and told in a table: how
many of each fault there are, and how many of those stand among the conversations that the review
queue puts first (as many as there are faults).
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from conversations.review.queue import Filter, read_queue
from core.database import open_pool
from core.settings import Settings, read_settings
from evaluation.rehearsal.faults import Fault
from evaluation.rehearsal.playing import Rehearsal, rehearse


async def ranked(settings: Settings, most: int) -> list[str]:
    """The ids of the conversations that the queue puts first."""
    async with open_pool(settings) as pool, pool.connection() as connection:
        rows = await read_queue(connection, Filter(), "", most=most)
        return [row.id for row in rows]


def table_of(planted: Mapping[str, Fault | None], first: Sequence[str]) -> Table:
    """Each fault: how often it was planted, and how often it is among the first."""
    faults = {id: fault for id, fault in planted.items() if fault is not None}
    there = Counter(faults.values())
    found = Counter(faults[id] for id in first if id in faults)
    title = f"{len(planted):,} conversations, {len(faults):,} with a fault"
    table = Table("fault", "planted", "among the first", title=title)
    for fault in Fault:
        table.add_row(fault.value, str(there[fault]), str(found[fault]))
    table.add_row("all", str(len(faults)), str(sum(found.values())))
    return table


def main() -> None:
    """Play, and print the table."""
    parser = argparse.ArgumentParser(prog="rehearsal", description=__doc__)
    parser.add_argument("pack")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--faulty", type=float, default=0.1, help="share with a fault (0..1)")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    settings = read_settings()
    asked = Rehearsal(given.pack, given.people, faulty=given.faulty, seed=given.seed)
    planted = asyncio.run(rehearse(settings, asked))
    faulty = sum(fault is not None for fault in planted.values())
    first = asyncio.run(ranked(settings, faulty))
    Console(width=100).print(table_of(planted, first))
    worst = next(id for id, fault in planted.items() if fault is Fault.WORST)
    print(
        f"The worst is number {first.index(worst) + 1 if worst in first else 'none'} of the queue."
    )


if __name__ == "__main__":
    main()
