"""A catalogue opened for playing: what interviews need, and everybody who is to be played on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.context import Context, Meter
from agent.parameters import Parameters, load_parameters
from agent.session import open_agent
from core.settings import Settings
from domains import load_pack
from evaluation.gathering import Gathered, groups_of, read_right, simulated, written
from evaluation.people.noise import Noise
from evaluation.people.talker import Mode
from evaluation.playing.memory import Memory
from evaluation.playing.player import Player
from tools.desk import Desk

WRITTEN, READ_RIGHT = "written", "written, every answer read right"
"""Groups: people as they are, and what the policy comes to where every answer is read right."""


@dataclass(frozen=True)
class Asked:
    """What is to be evaluated: a pack, simulated people by number and noises, written ones."""

    pack: str
    simulated: int
    people: tuple[Path, ...]
    seed: int
    noises: tuple[Noise, ...]


@dataclass(frozen=True)
class Company:
    """A group of people who are played in one way."""

    name: str
    mode: Mode
    gathered: Gathered
    noise: Noise | None = None


@dataclass(frozen=True)
class Room:
    """An opened catalogue with what plays on it; ``groups`` are the reposts' groups by item id."""

    context: Context
    memory: Memory
    groups: Mapping[str, str]

    @property
    def player(self) -> Player:
        """Somebody who plays here."""
        return Player(self.context, self.memory, self.groups)

    async def companies(self, asked: Asked) -> list[Company]:
        """Everybody asked for; groups without anybody are left out."""
        desk, companies = self.context.desk, []
        for noise in asked.noises if asked.simulated else ():
            drawn = await simulated(desk, self.groups, asked.simulated, asked.seed, noise)
            wrong = f"{noise.wrong:.0%} wrong"
            companies.append(Company(f"simulated, typing, {wrong}", "typed", drawn, noise))
            companies.append(Company(f"simulated, clicking, {wrong}", "clicks", drawn, noise))
        if asked.people:
            people = await written(desk, asked.people)
            companies.append(Company(WRITTEN, "typed", people))
            companies.append(Company(READ_RIGHT, "typed", await read_right(desk, people)))
        return [company for company in companies if company.gathered.people]


@asynccontextmanager
async def open_room(
    settings: Settings, pack_id: str, parameters: Parameters | None = None
) -> AsyncIterator[Room]:
    """Open the newest catalogue of a pack for playing; nothing is written.

    Raises:
        UnknownPack, CatalogueMissing, BadSetting, DatabaseUnavailable: what the message says.
    """
    load_pack(pack_id, settings.packs_dir)
    async with open_agent(settings) as agent:
        served = await agent.shelf.newest(pack_id)
        context = Context(
            settings=settings,
            pack=served.pack,
            desk=Desk(agent.pool.connection, served.pack, served.snapshot, agent.shelf.encoder),
            listener=served.listener,
            guard=served.guard,
            parameters=parameters or load_parameters(),
            chat=None,
            conversation_id="",
            meter=Meter(),
        )
        yield Room(context, Memory(context.desk), await groups_of(context.desk))
