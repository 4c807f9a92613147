"""Simulated people talk with the product, and what they said and got is stored."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from agent.session import Agent
from core.reply import Reply, Said
from core.settings import Settings
from core.sql import sql
from evaluation.gathering import groups_of, simulated
from evaluation.people.noise import Noise
from evaluation.people.person import Person
from evaluation.people.talker import Mode, Talker
from evaluation.playing.clock import Clock
from evaluation.rehearsal.faults import Fault, FaultyShelf, open_faulty
from tools.desk import Desk

LONGEST = 14
LEAVES_AFTER = 4
SHRUG = "not sure"
NUMBER = "You can call me at 614 555 0134 any time."
INTERESTED = 0.6
"""Share of those who find their item among the five that say so."""


@dataclass(frozen=True)
class Rehearsal:
    """How many people talk; ``faulty`` is the share of them that meets with a fault.

    Their conversations begin at some hour of the last so many ``days``.
    """

    pack: str
    people: int
    faulty: float = 0.1
    days: int = 84
    seed: int = 7


@dataclass
class Talk:
    """A conversation as it goes: seconds of the person's time when each turn began and ended."""

    id: str
    talker: Talker
    fault: Fault | None
    clock: Clock = field(default_factory=Clock)
    seconds: list[float] = field(default_factory=list)


Advance = Callable[[int, int], None]


async def rehearse(
    settings: Settings, asked: Rehearsal, advance: Advance = lambda _done, _all: None
) -> dict[str, Fault | None]:
    """Let everybody talk; the faults planted, by conversation id. One of them is the worst.

    Raises:
        UnknownPack, CatalogueMissing, BadSetting, DatabaseUnavailable: what the message says.
    """
    rng = random.Random(asked.seed)
    planted: dict[str, Fault | None] = {}
    async with open_faulty(settings) as (agent, shelf):
        served = await shelf.newest(asked.pack)
        desk = Desk(agent.pool.connection, served.pack, served.snapshot, shelf.encoder)
        groups = await groups_of(desk)
        drawn = await simulated(desk, groups, asked.people, asked.seed, Noise())
        for number, person in enumerate(drawn.people):
            fault = _fault(number, asked, rng)
            mode: Mode = "typed" if number % 2 else "clicks"
            talk = await _talk(agent, shelf, asked.pack, person, mode, fault, rng)
            planted[talk.id] = fault
            await _backdate(agent, talk, asked.days, rng)
            advance(number + 1, len(drawn.people))
    return planted


def _fault(number: int, asked: Rehearsal, rng: random.Random) -> Fault | None:
    if number == asked.people // 2:
        return Fault.WORST
    others = [fault for fault in Fault if fault is not Fault.WORST]
    return rng.choice(others) if rng.random() < asked.faulty else None


async def _talk(
    agent: Agent, shelf: FaultyShelf, pack: str, person: Person, mode: Mode, fault: Fault | None,
    rng: random.Random,
) -> Talk:  # fmt: skip
    shelf.fault = fault
    started = await agent.start(pack)
    talk = Talk(started.id, Talker(person, mode), fault)
    reply, said = started.reply, talk.talker.opening()
    for turn in range(LONGEST):
        talk.clock.read(reply)
        said = _faulty(said, turn, fault)
        talk.clock.say(said)
        talk.seconds.append(talk.clock.seconds)
        reply = await agent.turn(talk.id, text=said.text, choices=said.choices)
        if _ends(reply, turn, fault):
            break
        said = talk.talker.answer(reply)
    await _judge(agent, talk, reply, rng)
    return talk


def _faulty(said: Said, turn: int, fault: Fault | None) -> Said:
    """What somebody says, with the fault in it."""
    if fault is Fault.PRIVATE and turn == 1:
        return Said(text=f"{said.text}. {NUMBER}" if said.text else NUMBER)
    return Said(text=SHRUG) if fault is Fault.VAGUE and turn else said


def _ends(reply: Reply, turn: int, fault: Fault | None) -> bool:
    """Whether the person sees the five, or has had enough."""
    left = fault is Fault.LEFT and turn + 1 >= LEAVES_AFTER
    return left or reply.recommendations is not None or _failed(reply)


def _failed(reply: Reply) -> bool:
    return reply.kind == "notice" and reply.question is None


async def _judge(agent: Agent, talk: Talk, reply: Reply, rng: random.Random) -> None:
    """What the person thinks of what they were shown."""
    if talk.fault in (Fault.REFUSED, Fault.WORST):
        await agent.feedback(talk.id, None, "not_helpful", "This was of no help to me.")
        return
    accepted = set(talk.talker.person.accept)
    for card in reply.recommendations or ():
        if card.item_id in accepted and rng.random() < INTERESTED:
            await agent.feedback(talk.id, card.item_id, "interested")


async def _backdate(agent: Agent, talk: Talk, days: int, rng: random.Random) -> None:
    """Put a conversation at some hour of the past, its turns as far apart as people take."""
    begun = datetime.now(UTC) - timedelta(seconds=rng.uniform(3600, 86400 * days))
    values = {"id": talk.id, "begun": begun, "seconds": talk.seconds}
    async with agent.pool.connection() as connection, connection.transaction():
        for table in ("turns", "conversation", "traces"):
            await connection.execute(sql("evaluation", f"backdate_{table}"), values)
