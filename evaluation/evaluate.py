"""An evaluation: people gathered, interviews played by every policy, figures measured."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.context import Context, Meter
from agent.parameters import Parameters, load_parameters
from agent.session import open_agent
from core.settings import Settings
from domains import load_pack
from evaluation.gathering import Gathered, groups_of, simulated, written
from evaluation.people.noise import Noise
from evaluation.people.talker import Mode
from evaluation.playing.memory import Memory
from evaluation.playing.played import Played
from evaluation.playing.player import Player
from evaluation.playing.policies import POLICIES, Policy
from evaluation.report import Report, group_report
from tools.desk import Desk

Advance = Callable[[str, int, int], None]
"""Takes a group's name, how many interviews are done and how many there are."""


@dataclass(frozen=True)
class Asked:
    """What is to be evaluated: a pack, simulated people by number and noise, written ones."""

    pack: str
    simulated: int
    people: tuple[Path, ...]
    seed: int
    noise: Noise


@dataclass(frozen=True)
class Company:
    """A group of people who are played in one way."""

    name: str
    mode: Mode
    gathered: Gathered


@dataclass(frozen=True)
class Room:
    """An opened catalogue with what plays on it."""

    context: Context
    memory: Memory
    groups: Mapping[str, str]

    async def companies(self, asked: Asked) -> list[Company]:
        """Everybody asked for; groups without anybody are left out."""
        desk, companies = self.context.desk, []
        if asked.simulated:
            drawn = await simulated(desk, self.groups, asked.simulated, asked.seed, asked.noise)
            companies.append(Company("simulated, typing", "typed", drawn))
            companies.append(Company("simulated, clicking", "clicks", drawn))
        if asked.people:
            companies.append(Company("written", "typed", await written(desk, asked.people)))
        return [company for company in companies if company.gathered.people]


@asynccontextmanager
async def open_room(
    settings: Settings, pack_id: str, parameters: Parameters | None = None
) -> AsyncIterator[Room]:
    """Open the newest catalogue of a pack for playing; nothing is written.

    Raises:
        UnknownPack, CatalogueMissing, BadSetting, DatabaseUnavailable: what the message says.
    """
    load_pack(pack_id)
    async with open_agent(settings) as agent:
        served = await agent.shelf.newest(pack_id)
        async with agent.pool.connection() as connection:
            desk = Desk(connection, served.pack, served.snapshot, agent.shelf.encoder)
            context = Context(
                settings=settings,
                pack=served.pack,
                desk=desk,
                listener=served.listener,
                guard=served.guard,
                parameters=parameters or load_parameters(),
                chat=None,
                connection=connection,
                conversation_id="",
                meter=Meter(),
            )
            yield Room(context, Memory(desk), await groups_of(desk))


async def play(
    room: Room, company: Company, policies: Mapping[str, Policy], seed: int, advance: Advance
) -> Mapping[str, Sequence[Played]]:
    """Every person against every policy."""
    player = Player(room.context, room.memory, room.groups)
    results: dict[str, list[Played]] = {name: [] for name in policies}
    people = company.gathered.people
    for number, person in enumerate(people):
        player.forget()
        for name, policy in policies.items():
            drawn = f"{seed}/{number}/{name}"
            results[name].append(await player.play(person, company.mode, policy, drawn))
        advance(company.name, number + 1, len(people))
    return results


async def evaluate(settings: Settings, asked: Asked, advance: Advance) -> Report:
    """Play everybody and measure.

    Raises:
        BadSetting: a file of people cannot be read.
        UnknownPack, CatalogueMissing, DatabaseUnavailable: what the message says.
    """
    async with open_room(settings, asked.pack) as room:
        groups = []
        for company in await room.companies(asked):
            results = await play(room, company, POLICIES, asked.seed, advance)
            gathered = company.gathered
            groups.append(group_report(company.name, results, gathered.void, gathered.missing))
        snapshot = room.context.desk.snapshot
        return Report(
            pack=snapshot.pack_id,
            items=int(snapshot.available.sum()),
            version=snapshot.version,
            seed=asked.seed,
            noise=asked.noise,
            parameters=room.context.parameters.provenance,
            groups=tuple(groups),
        )
