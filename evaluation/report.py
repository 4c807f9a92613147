"""The report of an evaluation: per group of people and policy, figures with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from agent.decision import StopRule
from agent.parameters import load_parameters
from core.model import Frozen
from evaluation.learning.scoring import Figures
from evaluation.measures import (
    Calibration,
    Estimate,
    average,
    calibration,
    middle,
    paired,
    reach,
    share,
)
from evaluation.people.noise import Noise
from evaluation.playing.played import Played
from evaluation.playing.policies import OPENING, OURS
from evaluation.room import Company
from evaluation.stage import Results
from evaluation.stopping import PROBABILITIES, ending
from evaluation.understood import Understood

GOAL = 0.9


class PolicyReport(Frozen):
    """One policy: hit@5 after k questions, and where the product's stopping rule ends it.

    ``reaches`` is after how many questions hit@5 is 0.90, None where it never is.
    """

    curve: tuple[Estimate, ...]
    reaches: float | None
    hit: Estimate
    questions: Estimate
    seconds: Estimate


class Tradeoff(Frozen):
    """Where the product's policy would come to with another probability at which it stops."""

    probability: float
    stored: bool
    hit: Estimate
    questions: float
    seconds: float


class Gap(Frozen):
    """A subgroup of people under the product's policy, at the stop."""

    name: str
    people: int
    hit: Estimate
    questions: Estimate


class GroupReport(Frozen):
    """One group of people.

    ``void`` counts people left out because their words share four in a row with the item's text;
    ``missing`` those whose item is not in the catalogue; ``leaking`` those who stayed although
    theirs do, because they were written. ``differences`` are ours minus theirs after k questions.
    ``tradeoff`` is what it would come to with other stopping rules, by the probability at which
    they stop. ``asked`` counts what the product asks up to its stop. ``understood`` is how well
    they were listened to, by attribute; empty for simulated people, whose words are made.
    """

    name: str
    noise: Noise | None
    people: int
    void: int
    missing: int
    leaking: int
    policies: Mapping[str, PolicyReport]
    differences: Mapping[str, tuple[Estimate, ...]]
    questions_ratio: float | None
    calibration: Calibration
    calibration_at_stop: Calibration
    tradeoff: tuple[Tradeoff, ...]
    gaps: tuple[Gap, ...]
    asked: Mapping[str, int]
    understood: Mapping[str, Understood]


class Report(Frozen):
    """An evaluation of one pack; the same seed and catalogue give the same report.

    ``read`` is how labelled utterances that nothing was trained on are read: all, by situation, and
    by kind of message (in brackets).
    """

    pack: str
    items: int
    version: int
    seed: int
    parameters: str
    groups: tuple[GroupReport, ...]
    read: Mapping[str, Figures] = {}


def group_report(
    company: Company, results: Results, understood: Mapping[str, Understood]
) -> GroupReport:
    """Measure one group; ``results`` holds at least the product's policy and one person."""
    ours = results[OURS]
    policies = {policy: _policy(played) for policy, played in results.items()}
    policies[OPENING] = _opening_only(ours)
    return GroupReport(
        name=company.name,
        noise=company.noise,
        people=len(ours),
        void=company.gathered.void,
        missing=company.gathered.missing,
        leaking=company.gathered.leaking,
        policies=policies,
        differences={
            policy: _differences(ours, played)
            for policy, played in results.items()
            if policy != OURS
        },
        questions_ratio=_ratio(policies),
        calibration=calibration(
            [[point.match for point in p.points] for p in ours],
            [[point.hit for point in p.points] for p in ours],
        ),
        calibration_at_stop=calibration(
            [[p.stop.point.match] for p in ours], [[p.stop.point.hit] for p in ours]
        ),
        tradeoff=_tradeoff(ours),
        gaps=_gaps(ours),
        asked=_asked(ours),
        understood=understood,
    )


def _policy(played: Sequence[Played]) -> PolicyReport:
    curve = tuple(share([p.points[k].hit for p in played]) for k in range(len(played[0].points)))
    return PolicyReport(
        curve=curve,
        reaches=reach([point.value for point in curve], GOAL),
        hit=share([p.stop.point.hit for p in played]),
        questions=average([p.stop.questions for p in played]),
        seconds=middle([p.stop.seconds for p in played]),
    )


def _opening_only(ours: Sequence[Played]) -> PolicyReport:
    at_once = share([p.points[0].hit for p in ours])
    return PolicyReport(
        curve=(at_once,) * len(ours[0].points),
        reaches=reach([at_once.value], GOAL),
        hit=at_once,
        questions=average([0.0]),
        seconds=middle([p.opening_seconds for p in ours]),
    )


def _differences(ours: Sequence[Played], theirs: Sequence[Played]) -> tuple[Estimate, ...]:
    return tuple(
        paired([p.points[k].hit for p in ours], [p.points[k].hit for p in theirs])
        for k in range(len(ours[0].points))
    )


def _ratio(policies: Mapping[str, PolicyReport]) -> float | None:
    """Questions to hit@5 of 0.90, ours over the fixed form's; None where one never gets there."""
    form = policies.get("fixed form")
    mine = policies[OURS].reaches
    if form is None or mine is None or not form.reaches:
        return None
    return round(mine / form.reaches, 4)


def _tradeoff(ours: Sequence[Played]) -> tuple[Tradeoff, ...]:
    """hit@5 and seconds over the probability at which to stop, the rest of the rule as it is."""
    stored = StopRule.stored(load_parameters())
    found = []
    for probability in sorted({*PROBABILITIES, stored.probability}):
        ends = ending(ours, replace(stored, probability=probability))
        last = [one.points[k] for one, k in zip(ours, ends, strict=True)]
        found.append(
            Tradeoff(
                probability=probability,
                stored=probability == stored.probability,
                hit=share([point.hit for point in last]),
                questions=float(np.mean(ends)),
                seconds=float(np.median([point.seconds for point in last])),
            )
        )
    return tuple(found)


def _gaps(ours: Sequence[Played]) -> tuple[Gap, ...]:
    """The subgroups by difficulty and by the writer's English, where people have them."""
    groups: dict[str, list[Played]] = {}
    for played in ours:
        if played.difficulty:
            groups.setdefault(f"difficulty {played.difficulty}", []).append(played)
        if played.english:
            groups.setdefault(f"English {played.english}", []).append(played)
    return tuple(
        Gap(
            name=name,
            people=len(some),
            hit=share([p.stop.point.hit for p in some]),
            questions=average([p.stop.questions for p in some]),
        )
        for name, some in sorted(groups.items())
    )


def _asked(ours: Sequence[Played]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for played in ours:
        for attribute in played.asked[: played.stop.questions]:
            counts[attribute] = counts.get(attribute, 0) + 1
    order = np.argsort([-n for n in counts.values()], kind="stable")
    names = list(counts)
    return {names[i]: counts[names[i]] for i in order}
