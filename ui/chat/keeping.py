"""The cookie that keeps a conversation: the server sets it, and no script of the page reads it.

The chat speaks over a socket, which cannot set one. What is to be kept waits here under a ticket
that the page is told over its socket and hands in over HTTP, once.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from typing import NamedTuple

from fastapi import APIRouter, Request
from pydantic import Field, StrictBool, StrictStr
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ui.contract import Asked

KEPT_DAYS = 7
WAITS = 120.0
"""Seconds that a ticket counts."""

MOST = 10_000
"""Tickets that wait at once; the oldest gives way."""

router = APIRouter(include_in_schema=False)


class Cookie(NamedTuple):
    """What is to be kept."""

    name: str
    value: str


class Tickets:
    """Cookies that wait for the page to fetch them."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, tuple[float, Cookie]] = OrderedDict()

    def issue(self, cookie: Cookie) -> str:
        """A ticket for a cookie."""
        now = time.monotonic()
        while self._waiting and (len(self._waiting) >= MOST or self._first() <= now):
            self._waiting.popitem(last=False)
        ticket = secrets.token_urlsafe(24)
        self._waiting[ticket] = (now + WAITS, cookie)
        return ticket

    def redeem(self, ticket: str) -> Cookie | None:
        """The cookie of a ticket, the first time that it is asked for and in time."""
        until, cookie = self._waiting.pop(ticket, (0.0, None))
        return cookie if time.monotonic() < until else None

    def _first(self) -> float:
        return next(iter(self._waiting.values()))[0]


TICKETS = Tickets()
"""Those of this process: a browser's socket and its requests go to the same one."""


class Keeping(Asked):
    """A page fetches its cookie. ``partitioned``: it stands in the frame of another site."""

    ticket: StrictStr = Field(max_length=100)
    partitioned: StrictBool = False


class Forgetting(Asked):
    """Somebody starts over."""

    name: StrictStr = Field(pattern=r"^firstfive_[A-Za-z0-9_-]{1,100}$")
    partitioned: StrictBool = False


@router.post("/chat/keep", status_code=204)
async def keep(asked: Keeping, request: Request) -> Response:
    """Set the cookie of a ticket; 404 for one that does not count (any more)."""
    cookie = TICKETS.redeem(asked.ticket)
    if cookie is None:
        raise HTTPException(404)
    return _setting(cookie, KEPT_DAYS * 86_400, request, partitioned=asked.partitioned)


@router.post("/chat/forget", status_code=204)
async def forget(asked: Forgetting, request: Request) -> Response:
    """Remove the cookie of a conversation from this browser."""
    return _setting(Cookie(asked.name, ""), 0, request, partitioned=asked.partitioned)


def _setting(cookie: Cookie, seconds: int, request: Request, *, partitioned: bool) -> Response:
    """In the frame of another site only a partitioned cookie is kept, which must be ``Secure``."""
    path = f"{request.scope.get('root_path', '').rstrip('/')}/chat"
    https = request.headers.get("origin", "").startswith("https://")
    plain = "SameSite=Lax; Secure" if https else "SameSite=Lax"
    manner = "SameSite=None; Secure; Partitioned" if partitioned else plain
    written = f"{cookie.name}={cookie.value}; Path={path}; Max-Age={seconds}; HttpOnly; {manner}"
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.raw_headers.append((b"set-cookie", written.encode("ascii")))
    return response
