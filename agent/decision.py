"""What to do next: ask, recommend, offer to relax, or answer. Pure; no model call."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.belief import Belief
from agent.parameters import Parameters
from agent.worth import Worth, worth
from catalogue.snapshot import Snapshot
from core.model import Act, Heard, Wish
from domains import Attribute, Pack

ANSWERED: dict[Act, Literal["answer"]] = dict.fromkeys(
    (
        "distress", "fraud", "advice", "human", "why", "explain", "profile", "details", "compare",
        "greeting", "bye", "empty", "thanks", "smalltalk", "list", "service", "protected",
        "foreign",
    ),
    "answer",
)  # fmt: skip


@dataclass(frozen=True)
class Decision:
    """The chosen act, the attribute it is about, and every rival question considered."""

    act: Literal["ask", "recommend", "relax", "confirm", "answer"]
    attribute: str | None = None
    worths: tuple[Worth, ...] = ()


@dataclass(frozen=True)
class Interview:
    """What the decision needs to know of the conversation so far.

    ``idle`` is how many of the latest questions brought nothing ("doesn't matter", "not sure").
    """

    wishes: Sequence[Wish]
    asked: Sequence[str]
    idle: int
    finished: bool
    typed: bool
    cap: int


def decide(
    pack: Pack,
    snapshot: Snapshot,
    heard: Heard,
    belief: Belief,
    interview: Interview,
    p: Parameters,
) -> Decision:
    """The next act."""
    first = due(heard, belief, interview)
    if first is not None:
        return first
    worths = rivals(pack, snapshot, belief, interview, p)
    if not worths or enough(belief, worths[0], interview.idle, p):
        return Decision("recommend", worths=worths)
    return Decision("ask", worths[0].attribute, worths)


def due(heard: Heard, belief: Belief, interview: Interview) -> Decision | None:
    """The act that no question may precede; None where one may be asked."""
    early = unseen(heard.acts, interview.finished) and not heard.elsewhere
    if not early and any(act in ANSWERED for act in heard.acts):
        return Decision("answer")
    if not belief.qualifying:
        return Decision("relax")
    if early or interview.finished or "show" in heard.acts or len(interview.asked) >= interview.cap:
        return Decision("recommend")
    return None


def unseen(acts: Collection[Act], finished: bool) -> bool:
    """Whether items are spoken of before any was shown: who does so expects to see some."""
    return not finished and bool({"details", "compare"} & {*acts})


PATIENT = 2
"""Answers in a row that told nothing, after which a weak belief is no reason to ask on."""


@dataclass(frozen=True)
class StopRule:
    """When the interview ends: ``stop_probability``, ``stop_gain_per_second``, ``patience`` and
    ``stop_floor`` of the parameters.
    """

    probability: float
    gain: float
    patience: float
    floor: float = 0.0

    @classmethod
    def stored(cls, p: Parameters) -> StopRule:
        """The one that the product uses."""
        return cls(p.stop_probability, p.stop_gain_per_second, p.patience, p.stop_floor)

    def stops(self, match: float, rate: float, idle: int) -> bool:
        """Whether another question no longer pays.

        While little is known, one question alone gains little, since it takes several: hence the
        floor.

        Args:
            match: P(match in five) now.
            rate: what the best question gains of it, a second.
            idle: how many of the latest questions brought nothing.
        """
        weak = match < self.floor and idle < PATIENT
        return match >= self.probability or (rate < self.gain * self.patience**idle and not weak)


def enough(belief: Belief, best: Worth, idle: int, p: Parameters) -> bool:
    """Whether the five are shown now rather than another question."""
    return StopRule.stored(p).stops(belief.match, best.rate, idle)


def idle_questions(asked: Sequence[str], told: Collection[str]) -> int:
    """How many of the latest questions brought nothing; ``told`` are attributes that did."""
    return next((n for n, id in enumerate(reversed(asked)) if id in told), len(asked))


def rivals(
    pack: Pack, snapshot: Snapshot, belief: Belief, interview: Interview, p: Parameters
) -> tuple[Worth, ...]:
    """Every question that may still be asked, the best one first."""
    worths = [
        worth(attribute, snapshot.columns.get(attribute.id), belief, interview.typed, p)
        for attribute in pack.attributes
        if may_ask(attribute, interview)
    ]
    return tuple(sorted(worths, key=lambda one: -one.rate))


def may_ask(attribute: Attribute, interview: Interview) -> bool:
    """Never what was asked, is known, or has no question."""
    known = {wish.attribute for wish in interview.wishes if wish.stance != "avoid"}
    return bool(
        attribute.askable
        and attribute.ask
        and attribute.id not in interview.asked
        and attribute.id not in known
    )


def expected_total(asked: int, decision: Decision, belief: Belief, p: Parameters) -> int | None:
    """About how many questions there will be in all: the gap to the goal over the best gain."""
    if decision.act != "ask" or not decision.worths:
        return asked
    best = max(one.gain for one in decision.worths)
    gap = max(0.0, p.stop_probability - belief.match)
    return asked + max(1, min(6, round(gap / max(best, 0.05))))


def costs(decision: Decision) -> Mapping[str, float]:
    """The seconds that each of the rivals would take, by attribute, for the transcript."""
    return {one.attribute: round(one.seconds, 1) for one in decision.worths}


def gains(decision: Decision) -> Mapping[str, float]:
    """The rivals' gains by attribute, for the transcript."""
    return {one.attribute: round(one.gain, 4) for one in decision.worths}
