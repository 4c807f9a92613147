"""Fits the calibration of P(match in five): ``python -m evaluation.calibrate --help``.

Platt scaling (Platt 1999) of the belief's own estimate, on simulated and written people played by
the product's policy; each group of people counts alike. The parameters are printed, never stored.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agent.parameters import load_parameters
from core.settings import Settings, read_settings
from evaluation.evaluate import Asked, open_room, play
from evaluation.measures import Calibration, calibration
from evaluation.page import figure
from evaluation.people.noise import Noise
from evaluation.playing.played import Played
from evaluation.playing.policies import OURS, POLICIES

Doubles = NDArray[np.float64]
FOLDS = 5
STEPS = 50
RIDGE = 1e-6
EDGE = 1e-6


@dataclass(frozen=True)
class Predicted:
    """One group of people: the raw estimates and the hits, both (people × points)."""

    name: str
    raw: Doubles
    hits: Doubles

    def of(self, people: NDArray[np.bool_]) -> Predicted:
        """The same for some of the people."""
        return Predicted(self.name, self.raw[people], self.hits[people])


@dataclass(frozen=True)
class Platt:
    """``calibration_slope`` and ``calibration_offset`` of the parameters."""

    slope: float
    offset: float

    def scaled(self, raw: Doubles) -> Doubles:
        """Calibrated probabilities."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * odds(raw) + self.offset))))


def odds(raw: Doubles) -> Doubles:
    """Log-odds of the raw estimates, as the belief takes them."""
    p = np.clip(raw, EDGE, 1 - EDGE)
    return np.asarray(np.log(p / (1 - p)))


def platt(groups: Sequence[Predicted]) -> Platt:
    """Logistic regression of the hits on the log-odds, by Newton's method."""
    x = np.concatenate([odds(g.raw).ravel() for g in groups])
    y = np.concatenate([g.hits.ravel() for g in groups])
    weight = np.concatenate([np.full(g.raw.size, 1 / g.raw.size) for g in groups])
    design = np.stack([x, np.ones_like(x)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weight * (y - p))
        curvature = (design * (weight * p * (1 - p))[:, None]).T @ design + RIDGE * np.eye(2)
        found = found + np.linalg.solve(curvature, slope)
    return Platt(float(found[0]), float(found[1]))


def held_out(groups: Sequence[Predicted]) -> list[Calibration]:
    """The calibration of each group when it is fitted on other people: folds of people."""
    scaled = [np.zeros_like(group.raw) for group in groups]
    for fold in range(FOLDS):
        inside = [np.arange(len(group.raw)) % FOLDS == fold for group in groups]
        fitted = platt([g.of(~test) for g, test in zip(groups, inside, strict=True)])
        for n, (group, test) in enumerate(zip(groups, inside, strict=True)):
            scaled[n][test] = fitted.scaled(group.raw[test])
    return [calibration(s, group.hits) for s, group in zip(scaled, groups, strict=True)]


def predicted(name: str, played: Sequence[Played]) -> Predicted:
    """What the belief estimated and what came of it, after every number of questions."""
    return Predicted(
        name,
        np.array([[point.raw for point in one.points] for one in played]),
        np.array([[point.hit for point in one.points] for one in played], dtype=float),
    )


async def gather(
    settings: Settings, asked: Sequence[Asked], advance: Callable[[], None]
) -> list[Predicted]:
    """Everybody, played by the product's policy."""
    groups = []
    for one in asked:
        async with open_room(settings, one.pack) as room:
            for company in await room.companies(one):
                policies = {OURS: POLICIES[OURS]}
                results = await play(room, company, policies, one.seed, lambda *_: advance())
                groups.append(predicted(f"{one.pack}, {company.name}", results[OURS]))
    return groups


def table(groups: Sequence[Predicted], fitted: Platt) -> Table:
    """Calibration errors before, with the fit, and on held-out people."""
    stored = load_parameters()
    before = Platt(stored.calibration_slope, stored.calibration_offset)
    shown = Table("people", "number", "as stored", "fitted", "held out", title="Calibration error")
    for group, out in zip(groups, held_out(groups), strict=True):
        errors = [calibration(fit.scaled(group.raw), group.hits).error for fit in (before, fitted)]
        figures = [figure(error) for error in (*errors, out.error)]
        shown.add_row(group.name, str(len(group.raw)), *figures)
    return shown


def wanted(given: argparse.Namespace) -> list[Asked]:
    """What the command line asks for, by pack."""
    files: dict[str, list[Path]] = {pack: [] for pack in given.packs}
    for pair in given.people:
        pack, _, file = pair.partition("=")
        files.setdefault(pack, []).append(Path(file))
    return [
        Asked(pack, given.simulated, tuple(some), given.seed, Noise(wrong=given.wrong))
        for pack, some in files.items()
    ]


def main() -> None:
    """Read the arguments, play, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("packs", nargs="+", metavar="PACK")
    parser.add_argument("--people", action="append", default=[], metavar="PACK=FILE")
    parser.add_argument("--simulated", type=int, default=200)
    parser.add_argument("--wrong", type=float, default=0.07)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data-dir", type=Path, help="where the catalogues are ingested")
    given = parser.parse_args()
    console = Console()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Playing", total=None)
        settings = read_settings(data_dir=given.data_dir)
        groups = asyncio.run(gather(settings, wanted(given), lambda: progress.advance(task)))
    fitted = platt(groups)
    console.print(table(groups, fitted))
    console.print(
        f'"calibration_slope": {fitted.slope:.4f},\n"calibration_offset": {fitted.offset:.4f},'
    )


if __name__ == "__main__":
    main()
