"""How much one address and one conversation may ask for in a minute, per process."""

from __future__ import annotations

import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from core.errors import TooManyRequests
from core.settings import Settings
from ui.metrics import Metrics
from ui.problems import of_error


class Limits:
    """Moving windows of one minute: turns per conversation, requests per address."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._turns = RateLimitItemPerMinute(settings.turns_per_minute, namespace="turns")
        self._requests = RateLimitItemPerMinute(settings.requests_per_minute, namespace="requests")
        self._refused = metrics.refused

    async def turn(self, conversation_id: str) -> None:
        """Count one turn.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._turns, conversation_id, "turns in this conversation")

    async def request(self, address: str) -> None:
        """Count one request.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._requests, address, "requests from this address")

    async def _hit(self, limit: RateLimitItem, key: str, what: str) -> None:
        if await self._windows.hit(limit, key):
            return
        self._refused.labels(limit.namespace).inc()
        window = await self._windows.get_window_stats(limit, key)
        wait = max(0.0, window.reset_time - time.time())
        raise TooManyRequests(f"At most {limit.amount} {what} a minute.", wait)


class AddressLimit:
    """Refuses requests to ``/api`` from an address that sends too many."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        answer = self._app
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            try:
                await self._limits.request(address_of(scope))
            except TooManyRequests as error:
                answer = of_error(error)
        await answer(scope, receive, send)


def address_of(scope: Scope) -> str:
    """Where a request comes from; one name for all whose address is not known."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"
