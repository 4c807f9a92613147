"""How much one address, one conversation, and all together may ask for, per process."""

from __future__ import annotations

import time

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from core.errors import Overloaded, TooManyRequests
from core.settings import Settings
from ui.metrics import Metrics
from ui.problems import of_error

SIGN_IN = "/chat/login"


class Limits:
    """Moving windows of one minute, per conversation, per address, per name."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._turns = RateLimitItemPerMinute(settings.turns_per_minute, namespace="turns")
        self._requests = RateLimitItemPerMinute(settings.requests_per_minute, namespace="requests")
        self._sign_ins = RateLimitItemPerMinute(settings.sign_ins_per_minute, namespace="sign-ins")
        self._chats = RateLimitItemPerSecond(settings.chats_per_second, namespace="chats")
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

    async def sign_in(self, key: str) -> None:
        """Count one attempt to sign in, by address or by name.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._sign_ins, key, "attempts to sign in")

    async def chat(self) -> None:
        """Count one connection of the chat, which is much work: a crowd comes in little by little.

        Raises:
            Overloaded: more this second than the settings allow; a browser tries again by itself.
        """
        try:
            await self._hit(self._chats, "everybody", "new connections of the chat")
        except TooManyRequests as error:
            raise Overloaded from error

    async def _hit(self, limit: RateLimitItem, key: str, what: str) -> None:
        if await self._windows.hit(limit, key):
            return
        self._refused.labels(limit.namespace).inc()
        window = await self._windows.get_window_stats(limit, key)
        wait = max(0.0, window.reset_time - time.time())
        raise TooManyRequests(f"At most {limit.amount} {what} a minute.", wait)


class AddressLimit:
    """Refuses requests to ``/api``, and attempts to sign in, from an address with too many; and
    connections of the chat when too many come at once."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        answer = self._app
        try:
            await self._count(scope)
        except (TooManyRequests, Overloaded) as error:
            answer = of_error(error)
        await answer(scope, receive, send)

    async def _count(self, scope: Scope) -> None:
        if scope["type"] == "websocket":
            await self._limits.chat()
        elif scope["type"] == "http" and scope["path"].startswith("/api/"):
            await self._limits.request(address_of(scope))
        elif scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", SIGN_IN):
            await self._limits.sign_in(address_of(scope))


def address_of(scope: Scope) -> str:
    """Where a request comes from; one name for all whose address is not known."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"
