"""Plays everybody against every policy, on several processes that each open the catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import Manager, get_context
from queue import Queue

from agent.parameters import Parameters
from core.settings import Settings
from evaluation.people.person import Person
from evaluation.people.talker import Mode
from evaluation.playing.played import Played
from evaluation.playing.policies import POLICIES
from evaluation.room import Company, open_room

Results = Mapping[str, Sequence[Played]]
"""By policy, the interviews of the same people in the same order."""
Advance = Callable[[int], None]
"""Told how many more people were played."""
LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Play:
    """What is played: a pack with these parameters, by these policies, for these companies."""

    pack: str
    companies: tuple[Company, ...]
    policies: tuple[str, ...]
    seed: int
    parameters: Parameters | None = None

    @property
    def people(self) -> int:
        """How many people there are in all."""
        return sum(len(company.gathered.people) for company in self.companies)


@dataclass(frozen=True)
class Part:
    """One person of a company; ``number`` is their place in it, and seeds their chance."""

    company: int
    number: int
    person: Person
    mode: Mode


def play(settings: Settings, given: Play, processes: int, advance: Advance) -> list[Results]:
    """Every person against every policy, by company; the number of processes changes nothing.

    Raises:
        UnknownPack, CatalogueMissing, BadSetting, DatabaseUnavailable: what the message says.
    """
    parts = [
        Part(at, number, person, company.mode)
        for at, company in enumerate(given.companies)
        for number, person in enumerate(company.gathered.people)
    ]
    shares = [parts[n::processes] for n in range(processes) if parts[n::processes]]
    found: dict[tuple[int, int], Mapping[str, Played]] = {}
    for share, played in zip(shares, _perform(settings, given, shares, advance), strict=True):
        found.update(zip(((part.company, part.number) for part in share), played, strict=True))
    return [
        {
            policy: [found[at, n][policy] for n in range(len(company.gathered.people))]
            for policy in given.policies
        }
        for at, company in enumerate(given.companies)
    ]


def _perform(
    settings: Settings, given: Play, shares: Sequence[Sequence[Part]], advance: Advance
) -> list[list[Mapping[str, Played]]]:
    plain = Play(given.pack, (), given.policies, given.seed, given.parameters)
    context = get_context("forkserver")  # one process imports what all of them need
    context.set_forkserver_preload([__name__])
    with Manager() as manager, ProcessPoolExecutor(len(shares), context) as pool:
        ticks: Queue[int] = manager.Queue()
        futures: list[Future[list[Mapping[str, Played]]]] = [
            pool.submit(perform, settings, plain, share, ticks) for share in shares
        ]
        waiting = set(futures)
        while waiting:
            _, waiting = wait(waiting, LOOK_SECONDS)
            for _ in range(ticks.qsize()):
                advance(ticks.get())
        return [future.result() for future in futures]


def perform(
    settings: Settings, given: Play, parts: Sequence[Part], ticks: Queue[int]
) -> list[Mapping[str, Played]]:
    """One process's share."""
    return asyncio.run(_share(settings, given, parts, ticks))


async def _share(
    settings: Settings, given: Play, parts: Sequence[Part], ticks: Queue[int]
) -> list[Mapping[str, Played]]:
    async with open_room(settings, given.pack, given.parameters) as room:
        player = room.player
        done: list[Mapping[str, Played]] = []
        for part in parts:
            player.forget()
            done.append(
                {
                    name: await player.play(
                        part.person, part.mode, POLICIES[name], f"{given.seed}/{part.number}/{name}"
                    )
                    for name in given.policies
                }
            )
            ticks.put(1)
        return done
