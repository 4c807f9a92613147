"""One model with its breaker, its price, and its place in the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from langchain_core.messages import AIMessage

from models.breaker import Breaker
from models.call import Account, Call, CallFailed, Job, Outcome, Tokens
from models.client import Asked, Client
from models.fault import failure
from models.ledger import Ledger
from models.price import Price, cost, most
from models.reading import tokens_of
from models.recent import Recent, key_of
from models.repeat import attempts

Value = TypeVar("Value")
HARMLESS = ("refused", "rate", "budget", "resting")
"""Outcomes that say nothing about whether the model is well."""

FREE = ("unavailable", "throttled", "rejected")
"""Outcomes for which no provider asks money."""


@dataclass
class _Trial:
    """One call under way; ``entered``: it may be made, and whoever makes it tells of it."""

    sent: int = 0
    entered: bool = False
    tokens: Tokens | None = None
    began: float = field(default_factory=monotonic)


class Line:
    """Calls one model, one question at a time or many."""

    def __init__(
        self, name: str, client: Client, price: Price | None, written: int, ledger: Ledger | None
    ) -> None:
        self.name = name
        self.breaker = Breaker()
        self.client = client
        self._price = price
        self._written = written
        self._ledger = ledger

    async def ask(
        self,
        job: Job,
        asked: Asked,
        read: Callable[[AIMessage], Value],
        account: Account,
        recent: Recent,
        deadline: float,
    ) -> Value:
        """The value that ``read`` finds in the model's answer; ``account`` is told of the call.

        Raises:
            CallFailed: there is none. Its message never holds the prompt, the answer or a key.
        """
        known = recent.get(key := key_of(self.name, asked))
        trial = _Trial()
        if known is not None:
            account.note(self._call(job, "cached", trial))
            return read(known)
        try:
            answer = await self._counted(job, asked, read, account, trial, deadline)
        except CallFailed as error:
            if not trial.entered:
                account.note(self._call(job, error.outcome, trial))
            raise
        recent.put(key, answer)
        return read(answer)

    async def _counted(
        self,
        job: Job,
        asked: Asked,
        read: Callable[[AIMessage], Value],
        account: Account,
        trial: _Trial,
        deadline: float,
    ) -> AIMessage:
        """The answer of a call that is entered, made, and settled; ``read`` has found a value."""
        if not self.breaker.allows(monotonic()):
            raise CallFailed("resting", "It failed several times and is left alone for a while.")
        entry = await self._reserved(job, asked, account, deadline)
        trial.entered = True
        self.breaker = self.breaker.tried(monotonic())
        outcome: Outcome = "timeout"
        try:
            answer = await self._sent(asked, trial, deadline)
            trial.tokens = tokens_of(answer)
            read(answer)
            self.breaker, outcome = Breaker(), "answered"
            return answer
        except CallFailed as error:
            outcome = error.outcome
            if outcome not in HARMLESS:
                self.breaker = self.breaker.failed(monotonic())
            raise
        finally:
            call = self._call(job, outcome, trial)
            account.note(call)
            if self._ledger and entry is not None:
                await self._ledger.settle(entry, call)

    async def _reserved(
        self, job: Job, asked: Asked, account: Account, deadline: float
    ) -> int | None:
        """The call's number in the ledger; None without a ledger.

        Raises:
            CallFailed: it may not be made, or cannot be entered in time.
        """
        if self._ledger is None:
            return None
        size = len(str(asked.shape or "")) + sum(
            len(str(message.content)) for message in asked.messages
        )
        bound = most(size, self._written, self._price)
        try:
            async with asyncio.timeout(deadline - monotonic()):
                return await self._ledger.reserve(account, job, self.name, bound)
        except TimeoutError:
            raise CallFailed("unavailable", "Calls cannot be counted just now.") from None

    async def _sent(self, asked: Asked, trial: _Trial, deadline: float) -> AIMessage:
        """The first answer of up to three attempts.

        Raises:
            CallFailed: none came, or none in time.
        """
        seconds = deadline - monotonic()
        try:
            async with asyncio.timeout(seconds):
                async for attempt in attempts(deadline):
                    with attempt:
                        trial.sent += 1
                        return await self.client.ask(asked, deadline)
        except TimeoutError:
            raise CallFailed("timeout", f"No answer within {seconds:.2g} s.") from None
        except Exception as error:
            # Not chained: a traceback would show the provider's words, which may quote the prompt.
            raise failure(error) from None
        raise AssertionError("attempts either return or raise")

    def _call(self, job: Job, outcome: Outcome, trial: _Trial) -> Call:
        paid = cost(trial.tokens, self._price)
        if outcome == "cached" or not trial.sent or (paid is None and outcome in FREE):
            paid = 0.0
        return Call(
            job=job,
            model=self.name,
            outcome=outcome,
            attempts=trial.sent,
            tokens=trial.tokens,
            cost_usd=paid,
            milliseconds=round((monotonic() - trial.began) * 1000, 3),
        )
