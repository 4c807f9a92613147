"""Whole conversations with the product, store and models included, by simulated people."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter

from agent import Agent
from core.reply import Reply, Said
from evaluation.gathering import groups_of, simulated
from evaluation.people.noise import Noise
from evaluation.people.person import Person
from evaluation.people.talker import Mode, Talker
from tools.desk import Desk

MOST_TURNS = 24


@dataclass
class Talk:
    """One conversation: whether the five came, whether the match was among them, and each turn.

    ``milliseconds`` are those of the turns, ``said`` and ``replied`` their texts.
    """

    complete: bool = False
    hit: bool = False
    milliseconds: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    replied: list[str] = field(default_factory=list)
    calls: int = 0
    tokens: int = 0


async def people_of(agent: Agent, pack_id: str, n: int, seed: int) -> list[Person]:
    """Simulated people for items of the newest catalogue; a few fewer where words leak."""
    served = await agent.shelf.newest(pack_id)
    desk = Desk(agent.pool.connection, served.pack, served.snapshot, served.encoder)
    found = await simulated(desk, await groups_of(desk), n, seed, Noise())
    return list(found.people)


async def talk(agent: Agent, pack_id: str, person: Person, mode: Mode) -> Talk:
    """Talk until the five are shown."""
    done, talker = Talk(), Talker(person, mode)
    started = await agent.start(pack_id)
    said = talker.opening()
    for _ in range(MOST_TURNS):
        reply = await _turn(agent, started.id, said, done)
        if reply.kind == "recommendations":
            five = {card.item_id for card in reply.recommendations or ()}
            done.complete, done.hit = True, bool(five & set(person.accept))
            break
        said = talker.answer(reply)
    return done


async def _turn(agent: Agent, id: str, said: Said, done: Talk) -> Reply:
    begun = perf_counter()
    reply = await agent.turn(id, text=said.text, choices=said.choices)
    done.milliseconds.append((perf_counter() - begun) * 1000)
    done.said.append(said.text or ", ".join(said.choices or ()))
    done.replied.append(reply.text)
    done.calls += reply.usage.model_calls
    done.tokens += reply.usage.input_tokens
    return reply
