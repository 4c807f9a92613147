"""What all who ask a language model during an ingest share: a rate, and a budget."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, NamedTuple, Protocol

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

Verdict = Literal["go", "wait", "spent"]

PAUSE = 0.25
"""Seconds after which somebody who has to wait asks again."""


class Limits(NamedTuple):
    """Calls and tokens a minute; US dollars in all, None: no limit."""

    calls: int
    tokens: int
    budget: float | None


class Spent(NamedTuple):
    """What was spent. ``usd`` is None where the price or a count is not known."""

    calls: int = 0
    read: int = 0
    written: int = 0
    usd: float | None = 0.0

    def plus(self, read: int, written: int, usd: float | None) -> Spent:
        """With one more call."""
        sum = None if usd is None or self.usd is None else self.usd + usd
        return Spent(self.calls + 1, self.read + read, self.written + written, sum)


class Allowance:
    """Counts calls before they are made. A call that is under way counts as what it may cost."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._under_way = 0.0
        self._spent = Spent()

    def take(self, tokens: int, most: float) -> Verdict:
        """Whether a call of about so many tokens, which may cost ``most``, may be made now."""
        told = self._spent.usd or 0.0
        if self._limits.budget is not None and told + self._under_way + most > self._limits.budget:
            return "spent"
        calls = RateLimitItemPerMinute(self._limits.calls)
        room = RateLimitItemPerMinute(self._limits.tokens, namespace="tokens")
        size = min(tokens, self._limits.tokens)
        if not (self._test(calls, 1) and self._test(room, size)):
            return "wait"
        self._window.hit(calls)
        self._window.hit(room, cost=size)
        self._under_way += most
        return "go"

    def _test(self, item: RateLimitItem, cost: int) -> bool:
        return self._window.test(item, cost=cost)

    def settle(self, most: float, read: int, written: int, usd: float | None) -> None:
        """A call that was allowed is over, and cost so much."""
        self._under_way -= most
        self._spent = self._spent.plus(read, written, usd)

    def spent(self) -> Spent:
        """The calls that are over."""
        return self._spent


class Purse(Protocol):
    """An allowance, wherever it is kept."""

    async def take(self, tokens: int, most: float) -> bool:
        """Wait until a call may be made; False once the budget is spent."""

    async def settle(self, most: float, read: int, written: int, usd: float | None) -> None:
        """As :meth:`Allowance.settle`."""

    async def spent(self) -> Spent:
        """As :meth:`Allowance.spent`."""


class Pocket:
    """An allowance of this process."""

    def __init__(self, limits: Limits) -> None:
        self._allowance = Allowance(limits)

    async def take(self, tokens: int, most: float) -> bool:
        """As :meth:`Purse.take`."""

        async def ask() -> Verdict:
            return self._allowance.take(tokens, most)

        return await patiently(ask)

    async def settle(self, most: float, read: int, written: int, usd: float | None) -> None:
        """As :meth:`Allowance.settle`."""
        self._allowance.settle(most, read, written, usd)

    async def spent(self) -> Spent:
        """As :meth:`Allowance.spent`."""
        return self._allowance.spent()


async def patiently(ask: Callable[[], Awaitable[Verdict]]) -> bool:
    """Ask until there is room; False once the budget is spent."""
    while True:
        verdict = await ask()
        if verdict != "wait":
            return verdict == "go"
        await asyncio.sleep(PAUSE)
