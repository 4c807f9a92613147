"""What the trials came to: kept in a file, so that a long run may be made in parts; as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from core.model import Frozen
from evaluation.faults.trial import Outcome


class Entry(Frozen):
    """One trial."""

    kind: str
    seed: int
    outcome: Outcome


class Journal:
    """The entries of a file (none: in memory alone), to which new ones are added."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        lines = path.read_text("utf-8").splitlines() if path and path.exists() else []
        self.entries = [Entry.model_validate_json(line) for line in lines]

    def holds(self, kind: str, seed: int) -> bool:
        """Whether this trial was made."""
        return any(entry.kind == kind and entry.seed == seed for entry in self.entries)

    def add(self, entry: Entry) -> None:
        """Keep a trial."""
        self.entries.append(entry)
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(entry.model_dump_json() + "\n")


def show(entries: Sequence[Entry], console: Console) -> None:
    """Print the table, and what was amiss below it."""
    table = Table("fault", "trials", "lost, doubled", "slowest answer", "recovery", "restart", "")
    for kind in dict.fromkeys(entry.kind for entry in entries):
        outcomes = [entry.outcome for entry in entries if entry.kind == kind]
        met = all(outcome.sound and outcome.prompt for outcome in outcomes)
        table.add_row(
            kind,
            str(len(outcomes)),
            str(sum(not outcome.sound for outcome in outcomes)),
            f"{max(outcome.slowest for outcome in outcomes):.1f} s",
            f"{max(outcome.recovery for outcome in outcomes):.1f} s",
            f"{max(outcome.restart for outcome in outcomes):.1f} s",
            "met" if met else "MISSED",
        )
    console.print(table)
    for entry in entries:
        for complaint in entry.outcome.amiss:
            console.print(f"{entry.kind}, seed {entry.seed}: {complaint}", markup=False)
