"""Written people, heard once: for each of their answers the reading and the scores of its words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent.belief import by_attribute
from agent.likelihood import likelihood
from agent.listening import Pending, apply
from agent.nodes.believe import weighted
from agent.opening import OPENING
from agent.packs import Served
from agent.parameters import Parameters
from agent.session import Agent
from agent.state import Spoken
from catalogue.lexical import word_scores
from catalogue.search import similarities
from core.model import Heard, Kind, Wish

Floats = NDArray[np.float32]

RENAMED = {"sector": "industry", "subsector": "subindustry", "theme": "tags"}
"""What some people's answers are called, where that differs from the attribute they answer."""


@dataclass(frozen=True)
class Answer:
    """One answer: how it was heard, and the cosine and BM25 of its words with every item."""

    attribute: str
    typed: str
    heard: Heard
    meaning: Floats | None
    lexical: Floats | None


@dataclass(frozen=True)
class HeardPerson:
    """Somebody who looks for one item: rows of the acceptable items, the opening, the answers."""

    id: str
    difficulty: int
    targets: tuple[int, ...]
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class People:
    """The people of one pack with what they are held against."""

    served: Served
    people: tuple[HeardPerson, ...]


async def hear_people(
    agent: Agent, pack_id: str, files: Sequence[Path], advance: Callable[[], None]
) -> People:
    """Hear everybody in these files; people whose item is not in the catalogue are left out."""
    served = await agent.shelf.newest(pack_id)
    people = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            person = await _hear(agent, served, json.loads(line))
            people += [person] if person.targets else []
            advance()
    return People(served, tuple(people))


async def _hear(agent: Agent, served: Served, person: Mapping[str, object]) -> HeardPerson:
    said = person["answers"]
    assert isinstance(said, Mapping)
    typed = {RENAMED.get(name, name): str(text) for name, text in said.items()}
    asked = [a.id for a in served.pack.attributes if a.ask and a.id in typed]
    texts = {OPENING: str(person["opening"]), **{id: typed[id] for id in asked}}
    accepted = person["accept"]
    assert isinstance(accepted, list)
    return HeardPerson(
        id=str(person["target"]),
        difficulty=int(str(person.get("difficulty", 0))),
        targets=tuple(served.snapshot.row[i] for i in accepted if i in served.snapshot.row),
        answers={id: await _answer(agent, served, id, text) for id, text in texts.items()},
    )


async def _answer(agent: Agent, served: Served, attribute: str, typed: str) -> Answer:
    heard = served.listener.hear(typed, Pending(attribute), (), ())
    if not heard.text:
        return Answer(attribute, typed, heard, None, None)
    vector = agent.shelf.encoder.encode([heard.text])[0]
    async with agent.pool.connection() as connection:
        meaning = await similarities(connection, served.snapshot, vector)
        lexical = await word_scores(connection, served.snapshot, heard.text)
    return Answer(attribute, typed, heard, meaning, lexical)


def profile(answers: Sequence[Answer], served: Served) -> tuple[Wish, ...]:
    """The profile after these answers."""
    wishes: tuple[Wish, ...] = ()
    for turn, answer in enumerate(answers, start=1):
        wishes, _ = apply(wishes, answer.heard, served.pack, turn, "said")
    return wishes


def logits(
    answers: Sequence[Answer], wishes: Sequence[Wish], served: Served, p: Parameters
) -> Floats:
    """The log-belief over all items, as the agent computes it, before filters; float32[n]."""
    total = np.zeros(len(served.snapshot.ids), dtype=np.float32)
    for answer in answers:
        if answer.meaning is not None and answer.lexical is not None:
            spoken = Spoken(attribute=answer.attribute, text=answer.typed, turn=0)
            weight = weighted(spoken, served.pack, p).weight
            total += weight * answer.meaning + p.beta_words * answer.lexical
    for attribute, group in by_attribute(wishes).items():
        column = served.snapshot.columns.get(attribute)
        kind = served.pack.attribute(attribute).type
        factor = None
        if column is not None and kind is not Kind.TEXT:
            factor = likelihood(column, kind, group, p)
        if factor is not None:
            total += np.log(np.maximum(factor, 1e-9))
    return total
