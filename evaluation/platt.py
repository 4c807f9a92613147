"""The heads that turn the belief's own P(match in five) into a calibrated one.

Platt scaling (Platt 1999) with the number of things told and of items that qualify as further
regressors, once for people who only say and once for people who click.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.belief import SUREST
from agent.parameters import Head, Parameters
from evaluation.measures import Calibration, calibration
from evaluation.playing.played import Played, Point

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]
START: Head = (1.0, 0.0, 0.0, 0.0)
FOLDS = 5
STEPS = 50
RIDGE = 3e-3
SMALLEST = 1e-6


@dataclass(frozen=True)
class Predicted:
    """One group of people after every number of questions.

    ``design`` (people × points × 4) are the regressors, ``clicked`` and ``hits`` (people × points)
    whether anything was clicked by then, and whether the match was in the five.
    """

    name: str
    design: Doubles
    clicked: Bools
    hits: Doubles

    def of(self, people: Bools) -> Predicted:
        """The same for some of the people."""
        return Predicted(self.name, self.design[people], self.clicked[people], self.hits[people])


@dataclass(frozen=True)
class Heads:
    """``calibration_said`` and ``calibration_clicked`` of the parameters."""

    said: Head
    clicked: Head

    @classmethod
    def stored(cls, p: Parameters) -> Heads:
        """Those that the product uses."""
        return cls(p.calibration_said, p.calibration_clicked)

    def scaled(self, group: Predicted) -> Doubles:
        """Calibrated probabilities, people × points; as :func:`agent.belief.calibrated`."""
        said, clicked = (group.design @ np.array(head) for head in (self.said, self.clicked))
        return np.asarray(1 / (1 + np.exp(-np.where(group.clicked, clicked, said))))

    def measured(self, group: Predicted) -> Calibration:
        """How well calibrated they are."""
        return calibration(self.scaled(group), group.hits)


def predicted(name: str, played: Sequence[Played]) -> Predicted:
    """What the belief estimated and what came of it."""
    points = [[_regressors(point) for point in one.points] for one in played]
    clicked = [[point.clicked > 0 for point in one.points] for one in played]
    hits = [[point.hit for point in one.points] for one in played]
    return Predicted(name, np.array(points), np.array(clicked), np.array(hits, dtype=float))


def _regressors(point: Point) -> tuple[float, float, float, float]:
    p = min(max(point.raw, SUREST), 1 - SUREST)
    told, size = point.said + point.clicked, np.log10(point.qualifying)
    return float(np.log(p / (1 - p))), 1.0, float(told), float(size)


def fitted(groups: Sequence[Predicted]) -> Heads:
    """Each head on the points it is for; one without any stays as it starts."""
    said = [(g.design[~g.clicked], g.hits[~g.clicked]) for g in groups if not g.clicked.any()]
    clicked = [(g.design[g.clicked], g.hits[g.clicked]) for g in groups if g.clicked.any()]
    return Heads(_regression(said), _regression(clicked))


def _regression(samples: Sequence[tuple[Doubles, Doubles]]) -> Head:
    """Ridge-penalised logistic regression, every group of people of equal weight.

    Newton's method; a step that does not lower the loss is halved.
    """
    if not samples:
        return START
    design = np.concatenate([x for x, _ in samples])
    y = np.concatenate([hits for _, hits in samples])
    weight = np.concatenate([np.full(len(hits), 1 / len(hits)) for _, hits in samples])
    start = np.array(START)

    def loss(at: Doubles) -> float:
        z = design @ at
        fit = weight @ (np.logaddexp(0, z) - y * z)
        return float(fit + RIDGE / 2 * ((at - start) ** 2).sum())

    found = start.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weight * (y - p)) - RIDGE * (found - start)
        curvature = (design * (weight * p * (1 - p))[:, None]).T @ design
        step = np.linalg.solve(curvature + RIDGE * np.eye(len(start)), slope)
        while loss(found + step) > loss(found) and np.abs(step).max() > SMALLEST:
            step = step / 2
        found = found + step
    a, b, c, d = (round(float(one), 4) for one in found)
    return a, b, c, d


def held_out(groups: Sequence[Predicted]) -> list[Calibration]:
    """The calibration of each group with heads fitted on other people: folds of people."""
    scaled = [np.zeros_like(group.hits) for group in groups]
    for fold in range(FOLDS):
        inside = [np.arange(len(group.hits)) % FOLDS == fold for group in groups]
        heads = fitted([g.of(~test) for g, test in zip(groups, inside, strict=True)])
        for n, (group, test) in enumerate(zip(groups, inside, strict=True)):
            scaled[n][test] = heads.scaled(group.of(test))
    return [calibration(s, group.hits) for s, group in zip(scaled, groups, strict=True)]
