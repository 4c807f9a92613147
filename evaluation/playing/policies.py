"""Which question next: the product's policy and the ones it is compared with.

All of them believe alike. The product stops when no question pays any more; the others, which put
no price on questions, stop when the match is as probably in the five as the product wants it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.belief import Belief
from agent.candidates import Candidates
from agent.decision import Interview, enough, may_ask, rivals
from agent.emission import typed
from agent.parameters import Parameters
from catalogue.column import Column
from catalogue.snapshot import Snapshot
from core.model import Kind
from domains import Attribute, Pack

Floats = NDArray[np.float32]
OURS, OPENING = "value", "opening only"


@dataclass(frozen=True)
class Plan:
    """The next question, None where none is left, and whether the product would stop before it.

    ``rate`` is its gain per second, where the policy weighs that.
    """

    attribute: str | None
    stop: bool
    rate: float = 0.0


@dataclass(frozen=True)
class Moment:
    """What a policy may look at before a question; ``rng`` is the person's own."""

    pack: Pack
    snapshot: Snapshot
    belief: Belief
    interview: Interview
    parameters: Parameters
    rng: random.Random

    @property
    def open(self) -> list[Attribute]:
        """The attributes that may still be asked, in the pack's order."""
        return [a for a in self.pack.attributes if may_ask(a, self.interview)]

    def column(self, attribute: Attribute) -> Column | None:
        """The attribute's column in the catalogue."""
        return self.snapshot.columns.get(attribute.id)

    def ask(self, attribute: Attribute | None) -> Plan:
        """Ask this, unless the match is probable enough."""
        if attribute is None:
            return Plan(None, True)
        return Plan(attribute.id, self.belief.match >= self.parameters.stop_probability)


Policy = Callable[[Moment], Plan]


def by_value(moment: Moment) -> Plan:
    """The product's: the greatest expected gain in P(match in five) per second."""
    m = moment
    worths = rivals(m.pack, m.snapshot, m.belief, m.interview, m.parameters)
    if not worths:
        return Plan(None, True)
    stop = enough(m.belief, worths[0], m.interview.idle, m.parameters)
    return Plan(worths[0].attribute, stop, worths[0].rate)


def fixed_form(moment: Moment) -> Plan:
    """The attributes in the pack's order."""
    return moment.ask(next(iter(moment.open), None))


def at_random(moment: Moment) -> Plan:
    """Any attribute that may be asked."""
    return moment.ask(moment.rng.choice(moment.open) if moment.open else None)


def by_entropy(moment: Moment) -> Plan:
    """The greatest expected fall of the belief's entropy (Lindley 1956), whatever it costs.

    It has no measure for descriptions in free words: they come when nothing else is left.
    """
    belief, p = moment.belief.candidates, moment.parameters
    columns = [(a, moment.column(a)) for a in moment.open]
    measured = [(a, c) for a, c in columns if c is not None and a.type is not Kind.TEXT]
    if not measured:
        return moment.ask(next(iter(moment.open), None))
    return moment.ask(max(measured, key=lambda ac: information(ac[0], ac[1], belief, p))[0])


def information(
    attribute: Attribute, column: Column, candidates: Candidates, p: Parameters
) -> float:
    """Expected fall of entropy in nats, by the model of answers that the product uses."""
    share: Floats = candidates.mass / np.float32(max(candidates.mass.sum(), 1e-9))
    emission = typed(column, attribute.type, candidates, p)
    fall = float(entropy(share @ emission)) - float(share @ entropy(emission.T))
    return max(0.0, fall) * attribute.answerable


def entropy(shares: Floats) -> Floats:
    """Entropy in nats over the first axis."""
    return np.asarray(-(shares * np.log(np.maximum(shares, 1e-12))).sum(axis=0), dtype=np.float32)


POLICIES: Mapping[str, Policy] = {
    OURS: by_value,
    "entropy": by_entropy,
    "fixed form": fixed_form,
    "random": at_random,
}
