"""Synthesises a large catalogue from a real one and measures turns, filtered search and memory.

Run as ``python -m evaluation.scale --items 1000000``. The catalogue that a pack has already is
read, never changed; the synthesised one is kept, in a folder and a database of its own, for the
next run.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from core.settings import read_settings
from evaluation.bench import percentile
from evaluation.bench import table as turns
from evaluation.scale.measuring import Asked, Measured, folder_of, measure


class Bars:
    """One bar per task."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = TaskID(0)

    def start(self, total: int | None, label: str) -> None:
        """A task begins."""
        self._task = self._progress.add_task(label, total=total)

    def advance(self, count: int) -> None:
        """So many more are finished."""
        self._progress.advance(self._task, count)

    def done(self) -> None:
        """The task is finished."""
        self._progress.update(self._task, total=1, completed=1)

    def say(self, line: str) -> None:
        """A line above the bars."""
        self._progress.console.print(line)


def tables(found: Measured) -> list[Table]:
    """The figures as tables."""
    times = turns(found.timings)
    times.title = f"{found.items:,} items: time per turn"
    return [times, _filters(found), _sizes(found)]


def _filters(found: Measured) -> Table:
    shown = Table(
        "search", "items let through", "recall@100", "same five", "p50 ms", "p95 ms",
        title="Search under filters",
    )  # fmt: skip
    for one in found.filters:
        shown.add_row(
            one.way,
            f"{one.share:.1%}",
            f"{one.recall:.3f}",
            f"{one.five:.0%}",
            f"{statistics.median(one.milliseconds):.1f}",
            f"{percentile(one.milliseconds, 0.95):.1f}",
        )
    return shown


def _sizes(found: Measured) -> Table:
    shown = Table("", "MB", title="Sizes")
    shown.add_row("private memory of this process", f"{found.private:,.0f}")
    shown.add_row("files mapped into memory, shared", f"{found.mapped:,.0f}")
    shown.add_row("those files on disk", f"{found.files / 2**20:,.0f}")
    for name, size in found.relations.items():
        shown.add_row(name, f"{size / 2**20:,.0f}")
    return shown


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.scale", description=__doc__)
    parser.add_argument("pack", nargs="?", default="businesses", metavar="PACK")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--conversations", type=int, default=40)
    parser.add_argument("--searches", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data-dir", type=Path, help="where the real catalogue is")
    given = parser.parse_args()
    settings = read_settings(data_dir=given.data_dir)
    asked = Asked(given.pack, given.items, given.conversations, given.searches, given.seed)
    with Progress(console=Console(stderr=True)) as progress:
        found = asyncio.run(measure(settings, asked, Bars(progress)))
    console = Console()
    for table in tables(found):
        console.print(table)
    console.print(f"The catalogue is kept in {folder_of(settings, asked)}")


if __name__ == "__main__":
    main()
