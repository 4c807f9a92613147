"""One trial: somebody talks, something breaks, it is mended, and nothing may be lost or doubled."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from core.model import Frozen
from evaluation.faults.person import HONEST, Person, Said
from evaluation.faults.stage import Fault, Stage

OPENINGS = (
    "A laundromat in Ohio under $400,000",
    "Something outdoors, with the land",
    "A bakery or a cafe near the sea",
    "A small factory with fewer than twenty people",
)
MORE = (
    "blue like the sea at dusk, if you follow me",
    "in the Midwest",
    "under half a million",
    "with a manager in place",
)
RECOVERED = 10.0
"""Seconds after the end of a fault in which everything works again."""
LONGEST = 30.0
PAUSE = 0.2


class Outcome(Frozen):
    """What a trial came to: what was wrong, and in seconds the slowest honest answer before all
    worked again, how soon that was, and the start of the product where it was started again.
    """

    amiss: tuple[str, ...]
    recovery: float
    slowest: float
    restart: float = 0.0

    def but(self, *complaints: str) -> Outcome:
        """The same, with more that was wrong."""
        return self.model_copy(update={"amiss": (*self.amiss, *complaints)})

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, doubled or untrue."""
        return not self.amiss

    @property
    def prompt(self) -> bool:
        """Whether answers and recovery came in time."""
        return self.recovery <= RECOVERED and self.slowest <= HONEST


Trial = Callable[[Stage, Random], Outcome]


def under(fault: Fault) -> Trial:
    """A talk during which the fault comes and goes; a message is sent meanwhile."""

    def trial(stage: Stage, rng: Random) -> Outcome:
        person = opened(stage, rng)
        with fault(stage, rng):
            said = person.say(text=rng.choice(MORE))
            end = time.monotonic() + rng.uniform(0.5, 2.5)
            while said.reply is None and time.monotonic() < end:
                time.sleep(PAUSE)
                person.send(said)
        return closed(person, said)

    return trial


def opened(stage: Stage, rng: Random, opening: str | None = None) -> Person:
    """Somebody whose opening was answered, by default any of OPENINGS."""
    person = Person(stage.product.base)
    person.begin()
    person.insist(person.say(text=opening or rng.choice(OPENINGS)), LONGEST)
    person.slowest = 0.0
    return person


def closed(person: Person, *open_: Said, restart: float = 0.0) -> Outcome:
    """The end of a talk: what is open is sent until it is answered, then the five are asked for.

    ``restart`` is how many seconds the product took to start again before.
    """
    slowest = person.slowest
    recovery = sum(person.insist(said, LONGEST) for said in open_)
    person.insist(person.say(text="just show me"), LONGEST)
    unanswered = [f"never answered: {said.body}" for said in person.said if said.reply is None]
    return Outcome(
        amiss=(*unanswered, *person.amiss()),
        recovery=recovery,
        slowest=slowest,
        restart=restart,
    )
