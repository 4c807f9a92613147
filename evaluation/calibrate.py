"""Fits when to stop: ``python -m evaluation.calibrate --help``.

First the heads that make P(match in five) a calibrated probability: for people who click on
simulated ones, for people who type on the written ones. Then, with them, the rule that ends the
interview, on the written ones alone. All are fitted on interviews played by the product's policy up
to the cap, and told with folds of people.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agent.decision import StopRule
from agent.parameters import Parameters, load_parameters
from core.settings import Settings, read_settings
from evaluation import platt, stopping
from evaluation.evaluate import PROCESSES, gather
from evaluation.fit import store
from evaluation.page import figure
from evaluation.people.noise import Noise
from evaluation.platt import Heads, Predicted, predicted
from evaluation.playing.played import Played
from evaluation.playing.policies import OURS
from evaluation.room import READ_RIGHT, WRITTEN, Asked
from evaluation.stage import Play, play
from evaluation.stopping import Groups, Outcome, outcome


def interviews(
    settings: Settings, asked: Sequence[Asked], progress: Progress
) -> Mapping[tuple[str, str], Sequence[Played]]:
    """Everybody, played by the product's policy: by pack and group of people."""
    task = progress.add_task("Playing", total=None)
    found: dict[tuple[str, str], Sequence[Played]] = {}
    for one in asked:
        everybody, _, _ = asyncio.run(gather(settings, one))
        companies = [company for company in everybody if company.name != READ_RIGHT]
        given = Play(one.pack, tuple(companies), (OURS,), one.seed)
        results = play(settings, given, PROCESSES, lambda more: progress.advance(task, more))
        for company, played in zip(companies, results, strict=True):
            found[one.pack, company.name] = played[OURS]
    return found


def rescaled(played: Sequence[Played], heads: Heads) -> list[Played]:
    """The same interviews with the predictions of another head."""
    match = heads.scaled(predicted("", played))
    return [
        replace(
            one,
            points=tuple(
                replace(point, match=float(m)) for point, m in zip(one.points, row, strict=True)
            ),
        )
        for one, row in zip(played, match, strict=True)
    ]


def heads_table(groups: Sequence[Predicted], learned: Sequence[Predicted], fitted: Heads) -> Table:
    """Calibration errors as stored, with the fit, and on held-out people of those learned from."""
    out = {
        group.name: figure(found.error)
        for group, found in zip(learned, platt.held_out(learned), strict=True)
    }
    shown = Table("people", "points", "as stored", "fitted", "held out", title="Calibration error")
    stored = Heads.stored(load_parameters())
    for group in groups:
        errors = [heads.measured(group).error for heads in (stored, fitted)]
        figures = [figure(error) for error in errors]
        shown.add_row(group.name, str(group.hits.size), *figures, out.get(group.name, ""))
    return shown


def rules_table(groups: Groups, goals: Mapping[str, float], chosen: StopRule) -> Table:
    """The frontier, the rule chosen, and what choosing comes to on held-out people."""
    shown = Table("rule", *groups, title="hit@5 · questions · seconds at the median")
    for rule, found in stopping.frontier(groups):
        shown.add_row(_named(rule), *(_said(found[name]) for name in groups))
    now = StopRule.stored(load_parameters())
    for name, rule in (("as stored", now), ("chosen", chosen)):
        cells = [_said(outcome(played, rule)) for played in groups.values()]
        shown.add_row(f"{name}: {_named(rule)}", *cells)
    held_out = stopping.held_out(groups, goals)
    shown.add_row("chosen, on held-out people", *(_said(held_out[name]) for name in groups))
    return shown


def _named(rule: StopRule) -> str:
    return f"{rule.probability:.2f}, {rule.gain:.4f}/s, {rule.patience:.1f}, {rule.floor:.1f}"


def _said(one: Outcome) -> str:
    return f"{one.hit:.3f} · {one.questions:.2f} · {one.seconds:.0f}"


def parameters(heads: Heads, rule: StopRule, groups: Sequence[Predicted]) -> Parameters:
    """The stored parameters with these in their place."""
    stored = load_parameters()
    who = ", ".join(f"{len(group.hits)} {group.name}" for group in groups)
    origin = stored.provenance.partition("; evaluation.calibrate")[0]
    return stored.model_copy(
        update={
            "calibration_said": heads.said,
            "calibration_clicked": heads.clicked,
            "stop_probability": rule.probability,
            "stop_gain_per_second": rule.gain,
            "stop_floor": rule.floor,
            "patience": rule.patience,
            "provenance": f"{origin}; evaluation.calibrate {date.today()}: {who}",
        }
    )


def wanted(given: argparse.Namespace) -> list[Asked]:
    """What the command line asks for, by pack."""
    files: dict[str, list[Path]] = {pack: [] for pack in given.packs}
    for pair in given.people:
        pack, _, file = pair.partition("=")
        files.setdefault(pack, []).append(Path(file))
    noises = tuple(Noise(wrong=wrong) for wrong in given.wrong)
    return [
        Asked(pack, given.simulated, tuple(some), given.seed, noises)
        for pack, some in files.items()
    ]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("packs", nargs="+", metavar="PACK")
    parser.add_argument("--people", action="append", default=[], metavar="PACK=FILE")
    parser.add_argument("--simulated", type=int, default=300)
    parser.add_argument("--wrong", type=float, nargs="+", default=[0.05])
    parser.add_argument("--goal", action="append", default=[], metavar="PACK=HIT")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--data-dir", type=Path, help="where the catalogues are ingested")
    parser.add_argument("--write", action="store_true", help="store what was fitted")
    return parser.parse_args()


def main() -> None:
    """Read the arguments, play, fit, print, write."""
    given, console = arguments(), Console()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        found = interviews(read_settings(data_dir=given.data_dir), wanted(given), progress)
    groups = [predicted(f"{pack}, {name}", played) for (pack, name), played in found.items()]
    typing = [group for group in groups if not group.clicked.any()]
    written = [group for group in typing if group.name.endswith(WRITTEN)]
    learned = [group for group in groups if group.clicked.any()] + (written or typing)
    heads = platt.fitted(learned)
    console.print(heads_table(groups, learned, heads))
    ends = {
        pack: rescaled(played, heads) for (pack, name), played in found.items() if name == WRITTEN
    }
    goals = dict.fromkeys(ends, 0.9)
    goals.update({pair.partition("=")[0]: float(pair.partition("=")[2]) for pair in given.goal})
    rule = stopping.quickest(ends, goals) if ends else StopRule.stored(load_parameters())
    if ends:
        console.print(rules_table(ends, goals, rule))
    fitted = parameters(heads, rule, groups)
    console.print(fitted.model_dump())
    if given.write:
        store(fitted)


if __name__ == "__main__":
    main()
