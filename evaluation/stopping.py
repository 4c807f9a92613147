"""When to stop: hit@5 against questions and seconds, from interviews that were played on.

What is asked does not depend on when the product stops, so one play tells the outcome of any rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from agent.decision import StopRule
from evaluation.playing.played import Played

Groups = Mapping[str, Sequence[Played]]
"""Interviews by group of people."""
FOLDS = 5
PROBABILITIES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
GAINS = (0.0005, 0.001, 0.0015, 0.002, 0.0025, 0.003, 0.0035, 0.004, 0.005)
PATIENCES = (1.0, 1.5, 2.0, 3.0)
FLOORS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Outcome:
    """What a rule comes to: hit@5, questions on average, and seconds at the median."""

    hit: float
    questions: float
    seconds: float


RULES = tuple(StopRule(*values) for values in product(PROBABILITIES, GAINS, PATIENCES, FLOORS))


def ending(played: Sequence[Played], rule: StopRule) -> list[int]:
    """After how many questions a rule ends each interview."""
    return [
        next(
            (
                k
                for k, point in enumerate(one.points)
                if rule.stops(point.match, point.rate, point.idle)
            ),
            len(one.points) - 1,
        )
        for one in played
    ]


def outcome(played: Sequence[Played], rule: StopRule) -> Outcome:
    """What these people come to by a rule."""
    ends = ending(played, rule)
    last = [one.points[k] for one, k in zip(played, ends, strict=True)]
    return Outcome(
        float(np.mean([point.hit for point in last])),
        float(np.mean(ends)),
        float(np.median([point.seconds for point in last])),
    )


def quickest(groups: Groups, goals: Mapping[str, float]) -> StopRule:
    """The rule that takes the least time of those that reach each group's goal of hit@5.

    Where none does, the one that falls least short of them.
    """

    def badness(rule: StopRule) -> tuple[float, float]:
        found = {name: outcome(played, rule) for name, played in groups.items()}
        short = max(0.0, *(goals[name] - one.hit for name, one in found.items()))
        return round(short, 3), float(np.mean([one.seconds for one in found.values()]))

    return min(RULES, key=badness)


def held_out(groups: Groups, goals: Mapping[str, float]) -> Mapping[str, Outcome]:
    """What each group comes to with a rule chosen on other people: folds of people, averaged."""
    found: dict[str, list[Outcome]] = {name: [] for name in groups}
    for fold in range(FOLDS):
        train = {
            name: [one for n, one in enumerate(played) if n % FOLDS != fold]
            for name, played in groups.items()
        }
        rule = quickest(train, goals)
        for name, played in groups.items():
            found[name].append(outcome(played[fold::FOLDS], rule))
    return {
        name: Outcome(*(float(np.mean([getattr(one, field) for one in some])) for field in FIELDS))
        for name, some in found.items()
    }


FIELDS = ("hit", "questions", "seconds")


def frontier(groups: Groups) -> list[tuple[StopRule, Mapping[str, Outcome]]]:
    """The rules that none beats in both hit@5 and seconds, means over groups; quickest first."""
    scored = []
    for rule in RULES:
        found = {name: outcome(played, rule) for name, played in groups.items()}
        hit = float(np.mean([one.hit for one in found.values()]))
        seconds = float(np.mean([one.seconds for one in found.values()]))
        scored.append((seconds, -hit, rule, found))
    kept: list[tuple[StopRule, Mapping[str, Outcome]]] = []
    best = 0.0
    for _, loss, rule, found in sorted(scored, key=lambda one: one[:2]):
        if -loss > best:
            best = -loss
            kept.append((rule, found))
    return kept
