"""A backup is made while people talk; where it is restored, what was answered before is there."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from evaluation.faults.person import Person
from evaluation.faults.product import Product
from evaluation.faults.stage import Stage
from evaluation.faults.trial import MORE, Outcome, closed, opened

PEOPLE = 3
Replies = list[dict[str, Any]]


def restored_elsewhere(stage: Stage, rng: Random) -> Outcome:
    """A backup under load, restored into another database, on which another product serves."""
    people = [opened(stage, rng) for _ in range(PEOPLE)]
    file = stage.folder / f"{uuid4()}.backup"
    with _talking(people, rng):
        time.sleep(rng.uniform(0.2, 2))
        answered = {person.id: _answered(person) for person in people}
        stage.product.command("backup", str(file))
    amiss, restart = _compared(stage, people, answered, file)
    file.unlink()
    ends = [closed(person) for person in people]
    return Outcome(
        amiss=(*amiss, *(complaint for end in ends for complaint in end.amiss)),
        recovery=max(end.recovery for end in ends),
        slowest=max(end.slowest for end in ends),
        restart=restart,
    )


@contextmanager
def _talking(people: list[Person], rng: Random) -> Iterator[None]:
    """All of them say one thing after the other, until left."""
    over = threading.Event()

    def talk(person: Person, chance: Random) -> None:
        while not over.is_set():
            person.say(text=chance.choice(MORE))
            over.wait(chance.uniform(0, 0.3))

    threads = [threading.Thread(target=talk, args=(p, Random(rng.random()))) for p in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _answered(person: Person) -> Replies:
    return [said.reply for said in person.said if said.reply is not None]


def _compared(
    stage: Stage, people: list[Person], answered: dict[str, Replies], file: Path
) -> tuple[list[str], float]:
    """What is wrong in the restored database, and how long the product took to start on it."""
    with stage.server.database(f"restored_{uuid4().hex}") as url:
        other = stage.product.on(url)
        other.command("restore", str(file))
        begin = time.monotonic()
        try:
            other.start()
            restart = time.monotonic() - begin
            return [c for p in people for c in _amiss(p, answered[p.id], other)], restart
        finally:
            other.kill()


def _amiss(person: Person, answered: Replies, other: Product) -> list[str]:
    """What was answered before the backup is there, then some of what came later, no more."""
    there = replace(person, base=other.base, path=person.path.replace(person.base, other.base))
    kept = [turn["reply"] for turn in there.transcript() if turn["reply"] is not None]
    lost = [f"lost in the backup: {reply['text'][:60]}" for reply in answered if reply not in kept]
    now = [turn["reply"] for turn in person.transcript()]
    if kept != now[: len(kept)]:
        lost.append(f"{len(kept)} restored turns are not the first of the conversation")
    there.said = []
    return lost if there.say(text="just show me").reply else [*lost, "nobody can go on there"]
