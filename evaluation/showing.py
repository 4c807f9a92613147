"""The report in a terminal, and on disk."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from core.errors import BadSetting
from evaluation.measures import Estimate
from evaluation.page import figure, page
from evaluation.report import GroupReport, Report

SHOWN = (0, 1, 2, 3, 4, 6, 8)
"""Which numbers of questions fit into a terminal."""


def show(report: Report, console: Console) -> None:
    """Print the tables."""
    console.print(
        f"{report.pack}: {report.items} items, version {report.version}, seed {report.seed}"
    )
    if report.read:
        console.print(reading(report))
    for group in report.groups:
        console.print(curves(group))
        console.print(stops(group))
        if group.understood:
            console.print(listening(group))
        for line in notes(group):
            console.print(line)


def reading(report: Report) -> Table:
    """How labelled utterances that nothing was learned from are read."""
    names = ("n", "kind", "F1", "must P", "R", "inverted", "invented/100", "silent", "overtold",
             "sure", "wrong")  # fmt: skip
    table = Table("labelled utterances", *names)
    for name, one in report.read.items():
        before = (one.act, one.f1, one.must_precision, one.must_recall)
        after = (one.silent, one.overtold, one.sure, one.sure_wrong)
        counts = (str(one.inverted), f"{one.invented:.1f}")
        cells = [*(f"{x:.3f}" for x in before), *counts, *(f"{x:.3f}" for x in after)]
        table.add_row(name, str(one.utterances), *cells)
    return table


def curves(group: GroupReport) -> Table:
    """hit@5 after k questions, and the paired differences between ours and the others."""
    counts = [k for k in SHOWN if k < len(next(iter(group.policies.values())).curve)]
    table = Table("hit@5 after", *map(str, counts), "to .90")
    table.title = f"{group.name}: {group.people} people"
    table.caption = "* its 95 % interval leaves 0 out"
    for name, policy in group.policies.items():
        cells = [f"{policy.curve[k].value:.3f}" for k in counts]
        reaches = "never" if policy.reaches is None else f"{policy.reaches:.2f}"
        table.add_row(name, *cells, reaches)
    for name, points in group.differences.items():
        table.add_row(f"ours - {name}", *[difference(points[k]) for k in counts], "")
    return table


def difference(of: Estimate) -> str:
    """A paired difference, starred where its interval leaves 0 out."""
    return f"{of.value:+.2f}{'*' if of.low > 0 or of.high < 0 else ''}"


def stops(group: GroupReport) -> Table:
    """What each policy comes to where it stops."""
    table = Table("at the stop", "hit@5", "questions", "seconds, median")
    for name, policy in group.policies.items():
        seconds = figure(policy.seconds, 0)
        table.add_row(name, figure(policy.hit), figure(policy.questions, 2), seconds)
    return table


def listening(group: GroupReport) -> Table:
    """How well their words were understood, by attribute and kind of utterance."""
    table = Table("listening", "utterances", "precision", "recall", "F1")
    for id, one in group.understood.items():
        figures = (f"{share:.3f}" for share in (one.precision, one.recall, one.f1))
        table.add_row(id, str(one.answers), *figures)
    return table


def notes(group: GroupReport) -> list[str]:
    """Calibration, the ratio of questions, gaps, and who was left out."""
    ratio = "not reached" if group.questions_ratio is None else f"{group.questions_ratio:.2f}"
    lines = [
        f"calibration error {figure(group.calibration.error)}, n = {group.calibration.n}; "
        f"at the stop {figure(group.calibration_at_stop.error)}",
        f"questions to hit@5 .90, ours over fixed form: {ratio}",
    ]
    lines += [
        f"{gap.name}: {gap.people} people, hit@5 {figure(gap.hit)}, "
        f"questions {figure(gap.questions, 2)}"
        for gap in group.gaps
    ]
    if group.void or group.missing:
        lines.append(f"left out: {group.void} void for a leak, {group.missing} without their item")
    if group.leaking:
        lines.append(f"kept although they share four words in a row with the text: {group.leaking}")
    return lines


def write(report: Report, folder: Path) -> list[Path]:
    """Write the report as JSON and as a page; returns the files.

    Raises:
        BadSetting: the folder cannot be written.
    """
    named = {"json": report.model_dump_json(indent=1) + "\n", "html": page(report)}
    written = [folder / f"evaluation-{report.pack}.{ending}" for ending in named]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in zip(written, named.values(), strict=True):
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadSetting(f"--out {str(folder)!r} cannot be written: {error.strerror}.") from error
    return written
