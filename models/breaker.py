"""A circuit breaker as a value: a model that keeps failing is left alone for a while. Pure.

Nygard, "Release It!": closed while all is well, open after several failures in a row, and let one
call through now and then to see whether it is well again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

FAILURES = 3
"""Failures in a row after which a model is left alone."""

REST_SECONDS, LONGEST_REST = 30.0, 600.0
"""How long at first, and at most; it doubles with every trial that fails."""


@dataclass(frozen=True)
class Breaker:
    """``retry_at``: the moment (of a monotonic clock) from which one trial is allowed."""

    failures: int = 0
    retry_at: float | None = None

    def allows(self, now: float) -> bool:
        """Whether a call may be made."""
        return self.retry_at is None or now >= self.retry_at

    def tried(self, now: float) -> Breaker:
        """After a call was let through: where it was a trial, others wait for what comes of it."""
        return self if self.retry_at is None else replace(self, retry_at=now + self._rest)

    def failed(self, now: float) -> Breaker:
        """After a failure."""
        more = replace(self, failures=self.failures + 1)
        return more if more.failures < FAILURES else replace(more, retry_at=now + more._rest)

    @property
    def _rest(self) -> float:
        doublings = min(self.failures - FAILURES, 10)
        return min(LONGEST_REST, REST_SECONDS * 2.0 ** max(0, doublings))
