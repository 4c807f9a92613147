"""How a long run tells its watcher how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """One task at a time: start, advance any number of times, done."""

    def start(self, total: int | None, label: str) -> None:
        """A task begins; ``total`` is None where its size is not known beforehand."""

    def advance(self, count: int) -> None:
        """So many more are finished."""

    def done(self) -> None:
        """The task is finished."""

    def say(self, line: str) -> None:
        """Something worth knowing before the run goes on."""


class Quiet:
    """Tells nobody."""

    def start(self, total: int | None, label: str) -> None:
        """Nothing."""

    def advance(self, count: int) -> None:
        """Nothing."""

    def done(self) -> None:
        """Nothing."""

    def say(self, line: str) -> None:
        """Nothing."""
