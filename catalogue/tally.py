"""Counts and times what an ingest meets on its way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from catalogue.record import Reject
from catalogue.report import Counts


@dataclass
class Tally:
    """What a run has met so far."""

    counts: Counts = field(default_factory=Counts)
    rejects: list[Reject] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, **more: int) -> None:
        """Count so many more."""
        grown = {name: getattr(self.counts, name) + count for name, count in more.items()}
        self.counts = replace(self.counts, **grown)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time spent inside to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
