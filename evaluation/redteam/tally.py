"""What an attack came to: trials, failures, and how much that says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from evaluation.measures import wilson

CERTAINTY = 0.95
EXAMPLES = 5


@dataclass
class Tally:
    """Counts of one attack. ``bar`` is the highest share of failures that is accepted."""

    name: str
    bar: float = 0.0
    trials: int = 0
    failures: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, failed: bool, example: str = "") -> None:
        """Count one trial."""
        self.trials += 1
        self.failures += failed
        if failed and len(self.examples) < EXAMPLES:
            self.examples.append(example)

    @property
    def at_most(self) -> float:
        """The highest rate of failures that these trials do not rule out, one-sided at 95 %.

        Without a failure the exact bound, 3 / n for many trials; else the upper end of Wilson's
        95 % interval.
        """
        if not self.trials:
            return 1.0
        if not self.failures:
            return float(1 - (1 - CERTAINTY) ** (1 / self.trials))
        return wilson(self.failures, self.trials).high

    @property
    def met(self) -> bool:
        """Whether the share of failures is within the bar."""
        return self.trials > 0 and self.failures <= self.bar * self.trials


def show(tallies: Sequence[Tally], console: Console) -> None:
    """Print the table, and what failed below it."""
    table = Table("attack", "trials", "failures", "rate at most", "bar", "")
    for tally in tallies:
        table.add_row(
            tally.name,
            f"{tally.trials:,}",
            f"{tally.failures:,}",
            f"{tally.at_most:.3%}",
            f"{tally.bar:.0%}",
            "met" if tally.met else "MISSED",
        )
    console.print(table)
    for tally in tallies:
        for example in tally.examples:
            console.print(f"{tally.name}: {example[:300]}", markup=False, highlight=False)
