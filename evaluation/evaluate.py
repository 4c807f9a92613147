"""An evaluation: people gathered, interviews played by every policy, figures measured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from agent.parameters import load_parameters
from core.settings import Settings
from evaluation.held_out import read_well
from evaluation.learning.scoring import Figures
from evaluation.playing.policies import POLICIES
from evaluation.report import Report, group_report
from evaluation.room import Asked, Company, open_room
from evaluation.stage import Play, play
from evaluation.understood import Understood, understood

Advance = Callable[[int, int], None]
"""Takes how many more people were played, and how many there are in all."""
Heard = Mapping[str, Understood]
"""How well a group is understood, by attribute."""
PROCESSES = 2


async def hear(settings: Settings, pack: str, companies: Sequence[Company]) -> list[Heard]:
    """How well each group is understood; nothing for simulated people."""
    async with open_room(settings, pack) as room:
        desk, listener = room.context.desk, room.context.listener
        return [
            {} if company.noise else await understood(desk, listener, company.gathered.people)
            for company in companies
        ]


async def read(settings: Settings, pack: str) -> Mapping[str, Figures]:
    """How the pack's utterances that were kept out of training are read."""
    async with open_room(settings, pack) as room:
        return await asyncio.to_thread(read_well, room.context.listener)


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
    heard = asyncio.run(hear(settings, asked.pack, companies))
    return Report(
        pack=asked.pack,
        items=items,
        version=version,
        seed=asked.seed,
        parameters=load_parameters().provenance,
        read=asyncio.run(read(settings, asked.pack)),
        groups=tuple(
            group_report(company, played, words)
            for company, played, words in zip(companies, results, heard, strict=True)
        ),
    )
