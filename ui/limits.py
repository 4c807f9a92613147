"""How much one address, one conversation, and all together may ask for, per process."""

from __future__ import annotations

import time
from urllib.parse import parse_qs

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from core.errors import Overloaded, TooManyRequests
from core.settings import Settings
from ui.metrics import Metrics
from ui.problems import of_error, of_http

SIGN_IN = "/chat/login"
SOCKET = "/chat/ws/socket.io/"
SHARE = 5
"""Chats that an address may open in one second, or more where it may open many in a minute: the
others' chats fit into the same second."""

HARMLESS = ("GET", "HEAD", "OPTIONS")


class Limits:
    """Moving windows of one minute, per conversation, per address, per name."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._turns = RateLimitItemPerMinute(settings.turns_per_minute, namespace="turns")
        self._judged = RateLimitItemPerMinute(settings.turns_per_minute, namespace="judgements")
        self._requests = RateLimitItemPerMinute(settings.requests_per_minute, namespace="requests")
        self._sign_ins = RateLimitItemPerMinute(settings.sign_ins_per_minute, namespace="sign-ins")
        self._chats = RateLimitItemPerSecond(settings.chats_per_second, namespace="chats")
        self._each = RateLimitItemPerMinute(settings.chats_per_minute, namespace="chats-each")
        share = min(settings.chats_per_second, max(SHARE, settings.chats_per_minute // 24))
        self._share = RateLimitItemPerSecond(share, namespace="chats-each")
        self._refused = metrics.refused

    async def turn(self, conversation_id: str) -> None:
        """Count one turn.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._turns, conversation_id, "turns in this conversation")

    async def judgement(self, conversation_id: str) -> None:
        """Count one judgement of an item or of the help, of which as many are taken as turns.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._judged, conversation_id, "judgements in this conversation")

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

    async def chat(self, address: str) -> None:
        """Count one connection of the chat, which is much work: a crowd comes in little by little.

        One that its own address has had too many of takes nothing from the others.

        Raises:
            TooManyRequests: more from this address than the settings allow.
            Overloaded: more this second from all; a browser tries again by itself.
        """
        for limit in (self._share, self._each):
            await self._hit(limit, address, "connections of the chat from this address")
        try:
            await self._hit(self._chats, "everybody", "new connections of the chat")
        except TooManyRequests as error:
            raise Overloaded from error

    def refuse(self, why: str) -> None:
        """Count a connection that asks for what no chat of ours asks for."""
        self._refused.labels(why).inc()

    async def _hit(self, limit: RateLimitItem, key: str, what: str) -> None:
        if await self._windows.hit(limit, key):
            return
        self._refused.labels(limit.namespace).inc()
        window = await self._windows.get_window_stats(limit, key)
        wait = max(0.0, window.reset_time - time.time())
        raise TooManyRequests(f"At most {limit.amount} {what} a {limit.GRANULARITY.name}.", wait)


class AddressLimit:
    """Refuses an address that asks for too much: of the API, to change something wherever that is,
    to sign in, to open a chat. A socket that is not the chat's is refused at once.
    """

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
        except HTTPException as error:
            answer = of_http(error)
        await answer(scope, receive, send)

    async def _count(self, scope: Scope) -> None:
        if scope["type"] == "websocket":
            if not is_chat(scope):
                self._limits.refuse("no-chat")
                raise HTTPException(404)
            await self._limits.chat(address_of(scope))
        elif scope["type"] == "http":
            if scope["path"].startswith("/api/") or scope["method"] not in HARMLESS:
                await self._limits.request(address_of(scope))
            if (scope["method"], scope["path"]) == ("POST", SIGN_IN):
                await self._limits.sign_in(address_of(scope))


def is_chat(scope: Scope) -> bool:
    """Whether a socket is asked for where the chat has it, and in the way the chat does."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    way = {name: asked.get(name) for name in ("EIO", "transport")}
    return scope["path"] == SOCKET and way == {"EIO": ["4"], "transport": ["websocket"]}


def address_of(scope: Scope) -> str:
    """Where a request comes from; one name for all whose address is not known."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"
