"""What an ingest did, in figures and as lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from catalogue.modelled.cost import Asked
from catalogue.record import Reject

REJECTS_SHOWN = 10


@dataclass(frozen=True)
class Counts:
    """Rows of the source: ``read`` = new + changed + unchanged + rejected."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    retired: int = 0
    embedded: int = 0

    def also(self, *, embedded: int, retired: int) -> Counts:
        """With what was only known at the end."""
        return replace(self, embedded=embedded, retired=retired)


@dataclass(frozen=True)
class Report:
    """What an ingest did.

    ``items`` are all items of the pack that are published now, ``stale`` those of other sources
    that an earlier cleaner or extractor made. ``coverage`` is the share (0..1) of items that state
    an attribute. ``rejects`` are the first ones. ``version`` is the newest one; ``published``
    whether this run made it. ``asked`` is what a language model was asked, None without one.
    """

    pack: str
    source: str
    counts: Counts
    items: int
    version: int
    published: bool
    stale: int = 0
    coverage: Mapping[str, float] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    asked: Asked | None = None

    def lines(self) -> list[str]:
        """The report for a terminal."""
        asked = self.asked.lines() if self.asked else []
        return [*self._summary(), *asked, *self._coverage(), *self._rejects(), *self._seconds()]

    def _summary(self) -> Iterator[str]:
        c = self.counts
        yield (
            f"{c.read:,} rows read: {c.new:,} new, {c.changed:,} changed, "
            f"{c.unchanged:,} unchanged, {c.rejected:,} rejected; {c.retired:,} retired."
        )
        what = "published" if self.published else "unchanged"
        yield f"Version {self.version} of {self.pack!r} {what}: {self.items:,} items."
        if self.stale:
            yield (
                f"{self.stale:,} items of other sources were made by an earlier cleaner or "
                "extractor: ingest their sources again to bring them up to date."
            )

    def _coverage(self) -> Iterator[str]:
        if self.coverage:
            yield "Items that state an attribute:"
        for attribute, share in self.coverage.items():
            yield f"  {attribute:<20} {share:>6.1%}"

    def _rejects(self) -> Iterator[str]:
        if self.rejects:
            yield "Rejected rows:"
        for reject in self.rejects[:REJECTS_SHOWN]:
            yield f"  line {reject.line}: {reject.reason}"
        rest = self.counts.rejected - REJECTS_SHOWN
        if rest > 0:
            yield f"  and {rest:,} more: firstfive items rejects {self.pack}"

    def _seconds(self) -> Iterator[str]:
        if self.seconds:
            yield "Seconds: " + ", ".join(f"{name} {s:.1f}" for name, s in self.seconds.items())
