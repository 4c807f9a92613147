"""How much one address, one conversation, and all together may ask for, per process."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from typing import Any, NoReturn, cast
from urllib.parse import parse_qs

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter
from pydantic import IPvAnyNetwork
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from core.errors import Overloaded, TooManyRequests
from core.settings import Settings
from guards.incoming import LONGEST
from ui.metrics import Metrics
from ui.problems import of_error, of_http

SIGN_IN = "/chat/login"
SOCKET = "/chat/ws/socket.io/"
SHARE = 5
"""Chats that an address may open in one second, or more where it may open many in a minute: the
others' chats fit into the same second."""

RARE = 3
"""Chats that an address has opened in a minute, up to which it is one of the many who come once."""

KEPT = 0.4
"""The part of all chats of a second that is kept for those, whoever else comes and how often."""

HOME = 56
"""Bits of an IPv6 address that tell whose network it is: what a household is usually given."""

MAPPED = 96
"""Bits before an IPv4 address that is written as an IPv6 one."""

EVERYBODY = "everybody"
HARMLESS = ("GET", "HEAD", "OPTIONS")


class Limits:
    """Windows of one minute, per conversation and per address."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        storage = MemoryStorage()
        self._windows = MovingWindowRateLimiter(storage)
        self._sums = FixedWindowRateLimiter(storage)
        self._turns = RateLimitItemPerMinute(settings.turns_per_minute, namespace="turns")
        self._typed = RateLimitItemPerMinute(settings.characters_per_minute, namespace="typed")
        self._judged = RateLimitItemPerMinute(settings.turns_per_minute, namespace="judgements")
        self._requests = RateLimitItemPerMinute(settings.requests_per_minute, namespace="requests")
        kept = int(settings.chats_per_second * KEPT)
        all_others = settings.chats_per_second - kept
        self._chats = RateLimitItemPerSecond(all_others, namespace="chats")
        self._rare = RateLimitItemPerSecond(kept, namespace="chats-rare") if kept else None
        self._each = RateLimitItemPerMinute(settings.chats_per_minute, namespace="chats-each")
        share = min(settings.chats_per_second, max(SHARE, settings.chats_per_minute // 24))
        self._share = RateLimitItemPerSecond(share, namespace="chats-each")
        self._refused = metrics.refused

    async def turn(self, conversation_id: str, address: str, characters: int) -> None:
        """Count one turn, and all that was written in it, which is work in proportion to its
        length: words, choices and edits.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._turns, conversation_id, "turns in this conversation")
        await self._count_written(address, characters)

    async def judgement(self, conversation_id: str, address: str, characters: int) -> None:
        """Count one judgement of an item or of the help, of which as many are taken as turns, and
        what was written in it.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._judged, conversation_id, "judgements in this conversation")
        await self._count_written(address, characters)

    async def _count_written(self, address: str, characters: int) -> None:
        cost = min(characters, LONGEST)  # what is longer is refused unread
        if cost and not await self._sums.hit(self._typed, address, cost=cost):
            await self._refuse(self._sums, self._typed, address, "characters from this address")

    async def request(self, address: str) -> None:
        """Count one request.

        Raises:
            TooManyRequests: more than the settings allow; says when to come back.
        """
        await self._hit(self._requests, address, "requests from this address")

    async def chat(self, address: str) -> None:
        """Count one connection of the chat, which is much work: a crowd comes in little by little.

        One that its own address has had too many of takes nothing from the others. Those of an
        address that hardly ever comes have a part of each second to themselves: to take it from
        them, too, somebody needs hundreds of addresses.

        Raises:
            TooManyRequests: more from this address than the settings allow.
            Overloaded: more this second from all; a browser tries again by itself.
        """
        for limit in (self._share, self._each):
            await self._hit(limit, address, "connections of the chat from this address")
        if not await self._windows.test(self._chats, EVERYBODY) and await self._is_rare(address):
            return
        try:
            await self._hit(self._chats, EVERYBODY, "new connections of the chat")
        except TooManyRequests as error:
            raise Overloaded from error

    async def _is_rare(self, address: str) -> bool:
        """Whether an address hardly ever comes, and there is room for one of those."""
        seen = await self._windows.get_window_stats(self._each, address)
        rare = self._each.amount - seen.remaining <= RARE
        return rare and self._rare is not None and await self._windows.hit(self._rare, EVERYBODY)

    def refuse(self, why: str) -> None:
        """Count what is refused elsewhere: no chat's socket, a password tried too soon."""
        self._refused.labels(why).inc()

    async def _hit(self, limit: RateLimitItem, key: str, what: str) -> None:
        if not await self._windows.hit(limit, key):
            await self._refuse(self._windows, limit, key, what)

    async def _refuse(
        self, windows: RateLimiter, limit: RateLimitItem, key: str, what: str
    ) -> NoReturn:
        self._refused.labels(limit.namespace).inc()
        window = await windows.get_window_stats(limit, key)
        wait = max(0.0, window.reset_time - time.time())
        raise TooManyRequests(f"At most {limit.amount} {what} a {limit.GRANULARITY.name}.", wait)


class AddressLimit:
    """Refuses an address that asks for too much: of the API, to change something wherever that is,
    to open a chat. A socket that is not the chat's is refused at once.
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
        elif scope["type"] == "http" and counts(scope):
            await self._limits.request(address_of(scope))


def counts(scope: Scope) -> bool:
    """Whether a request asks something of the API, or to change something."""
    return scope["path"].startswith("/api/") or scope["method"] not in HARMLESS


def is_chat(scope: Scope) -> bool:
    """Whether a socket is asked for where the chat has it, and in the way the chat does."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    way = {name: asked.get(name) for name in ("EIO", "transport")}
    return scope["path"] == SOCKET and way == {"EIO": ["4"], "transport": ["websocket"]}


def address_of(scope: Scope) -> str:
    """Where a request comes from, for all who ask; one name for all whose address is not known.

    Of IPv6 it is the network: whoever has one address there has as many as they like.
    """
    client = scope.get("client")
    try:
        address = ip_address(client[0].partition("%")[0] if client else "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, HOME), strict=False))


def behind_proxies(app: ASGIApp, trusted: Iterable[IPvAnyNetwork]) -> ASGIApp:
    """The application behind proxies: these alone, and nobody else, say for whom they ask.

    ``X-Forwarded-For`` is read from its end, past proxies that are trusted, too.
    """
    names = [str(name) for network in trusted for name in (network, *_mapped(network))]
    # Both follow the ASGI specification, which each of the two libraries has its own types for.
    return cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), names))


def _mapped(network: IPvAnyNetwork) -> Iterator[str]:
    """An IPv4 network as a socket that takes both kinds of addresses names it."""
    if isinstance(network, IPv4Network):
        yield f"::ffff:{network.network_address}/{MAPPED + network.prefixlen}"
