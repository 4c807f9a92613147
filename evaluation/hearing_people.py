"""Written people, heard once: for each of their answers the reading and the scores of its words."""

from __future__ import annotations

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
from evaluation.people.person import Person
from evaluation.people.written import read_people

Floats = NDArray[np.float32]


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
    asked = [a.id for a in served.pack.attributes if a.ask]
    people = []
    for file in files:
        for person in read_people(file, asked):
            heard = await _hear(agent, served, person)
            people += [heard] if heard.targets else []
            advance()
    return People(served, tuple(people))


async def _hear(agent: Agent, served: Served, person: Person) -> HeardPerson:
    texts = {OPENING: person.opening, **person.answers}
    return HeardPerson(
        id=person.target,
        difficulty=person.difficulty,
        targets=tuple(served.snapshot.row[i] for i in person.accept if i in served.snapshot.row),
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
