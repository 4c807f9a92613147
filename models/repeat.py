"""How often a call is sent, and how long is waited in between: with tenacity, within a deadline."""

from __future__ import annotations

from time import monotonic

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception
from tenacity.wait import wait_random_exponential

from models.fault import retry_after, worth_repeating

ATTEMPTS = 3
_JITTER = wait_random_exponential(multiplier=0.1, max=2)


def attempts(deadline: float) -> AsyncRetrying:
    """Up to three attempts, as long as the next one would begin before ``deadline`` (monotonic).

    In between a random time, doubling each time ("full jitter", Brooker 2015), never less than the
    server asks for.
    """

    def stop(state: RetryCallState) -> bool:
        late = monotonic() + state.upcoming_sleep >= deadline
        return late or state.attempt_number >= ATTEMPTS

    return AsyncRetrying(
        retry=retry_if_exception(worth_repeating), wait=wait, stop=stop, reraise=True
    )


def wait(state: RetryCallState) -> float:
    """Seconds until the next attempt: random, doubling, no less than the server asks for."""
    error = state.outcome.exception() if state.outcome else None
    asked = retry_after(error) if isinstance(error, Exception) else 0.0
    return asked + _JITTER(state)
