"""An evaluation: people gathered, interviews played by every policy, figures measured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from agent.parameters import load_parameters
from core.settings import Settings
from evaluation.playing.policies import POLICIES
from evaluation.report import Report, group_report
from evaluation.room import Asked, Company, open_room
from evaluation.stage import Play, play

Advance = Callable[[int, int], None]
"""Takes how many more people were played, and how many there are in all."""
PROCESSES = 2


async def gather(settings: Settings, asked: Asked) -> tuple[list[Company], int, int]:
    """Everybody asked for, with the catalogue's version and number of items shown."""
    async with open_room(settings, asked.pack) as room:
        snapshot = room.context.desk.snapshot
        shown = int(snapshot.available.sum())
        return await room.companies(asked), snapshot.version, shown


def evaluate(
    settings: Settings, asked: Asked, advance: Advance, processes: int = PROCESSES
) -> Report:
    """Play everybody and measure.

    Raises:
        BadSetting: a file of people cannot be read.
        UnknownPack, CatalogueMissing, DatabaseUnavailable: what the message says.
    """
    companies, version, items = asyncio.run(gather(settings, asked))
    given = Play(asked.pack, tuple(companies), tuple(POLICIES), asked.seed)
    results = play(settings, given, processes, lambda more: advance(more, given.people))
    return Report(
        pack=asked.pack,
        items=items,
        version=version,
        seed=asked.seed,
        parameters=load_parameters().provenance,
        groups=tuple(
            group_report(company, played)
            for company, played in zip(companies, results, strict=True)
        ),
    )
