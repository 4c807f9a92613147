"""One call of a language model, as it is counted, shown and kept: never what was said in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.errors import ModelFailed
from core.model import Frozen

Job = Literal["listen", "explain", "word", "judge", "extract"]

Outcome = Literal[
    "answered",
    "cached",  # the same question had the same answer a moment ago
    "timeout",
    "unavailable",  # no connection, a cut answer, or an error of the server
    "throttled",
    "rejected",  # wrong key, unknown model, bad request
    "refused",
    "unusable",  # empty, outside the schema, without end
    "resting",  # it failed several times in a row and is left alone for a while
    "rate",
    "budget",
]

NOT_MADE = ("cached", "resting", "rate", "budget")
"""Outcomes for which nothing was sent."""


class Tokens(Frozen):
    """Tokens as the provider counted them; ``input`` includes those read from its cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0


class Call(Frozen):
    """What became of one call.

    ``tokens`` is None where the provider did not count, ``cost_usd`` None where the price or the
    count is unknown. ``attempts`` is how often it was sent, ``milliseconds`` with all waiting.
    """

    job: Job
    model: str
    outcome: Outcome
    attempts: int = 0
    tokens: Tokens | None = None
    cost_usd: float | None = None
    milliseconds: float = 0.0

    @property
    def made(self) -> bool:
        """Whether anything was sent."""
        return self.attempts > 0 and self.outcome not in NOT_MADE


@dataclass(frozen=True)
class Account:
    """Whom a call is for, and who is told of it; no conversation for a trial from the terminal."""

    conversation_id: str | None
    note: Callable[[Call], None]


class CallFailed(ModelFailed):
    """The language model did not give a usable answer."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome: Outcome = outcome
