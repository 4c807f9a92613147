"""Who is behind a request: the user who signed in, with their role.

``identity_of(scope)`` and ``identity_of(request.scope)`` tell it anywhere in the application.
``Reviewer`` and ``Admin`` are dependencies for routes of theirs; to everybody else, signed in or
not, such a route does not exist (404).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from conversations.sessions import Identity
from conversations.users import Role
from core.errors import FirstFiveError
from ui.doorkeeper import COOKIE, Doorkeeper
from ui.problems import of_error

KEY = "firstfive.identity"


def identity_of(scope: Scope) -> Identity | None:
    """Who sent this request; None for somebody who has not signed in."""
    identity: Identity | None = scope.get(KEY)
    return identity


def cookie_of(scope: Scope) -> str | None:
    """The sign-in cookie of a request, unread."""
    jars = map(cookie_parser, Headers(scope=scope).getlist("cookie"))
    return next((jar[COOKIE] for jar in jars if COOKIE in jar), None)


def with_role(*roles: Role) -> Callable[[Request], Identity]:
    """A dependency that gives the identity to a route of these roles, and 404 to all others."""

    def identified(request: Request) -> Identity:
        identity = identity_of(request.scope)
        if identity is None or identity.role not in roles:
            raise HTTPException(404)
        return identity

    return identified


def _anybody(request: Request) -> Identity | None:
    return identity_of(request.scope)


Who = Annotated[Identity | None, Depends(_anybody)]
SignedIn = Annotated[Identity, Depends(with_role("person", "reviewer", "admin"))]
Reviewer = Annotated[Identity, Depends(with_role("reviewer", "admin"))]
Admin = Annotated[Identity, Depends(with_role("admin"))]


class Identified:
    """Reads the sign-in cookie, and hides one that counts no more from everything behind."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self._app = app
        self._doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or socket."""
        if scope["type"] in ("http", "websocket"):
            try:
                await self._look(scope)
            except FirstFiveError as error:
                await of_error(error)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _look(self, scope: Scope) -> None:
        identity = await self._doorkeeper.who(cookie_of(scope))
        scope[KEY] = identity
        if identity is None:
            scope["headers"] = without_sign_in(scope["headers"])


def without_sign_in(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a request without its sign-in cookie; other cookies stay."""
    return [(name, _others(value) if name == b"cookie" else value) for name, value in headers]


def _others(cookies: bytes) -> bytes:
    parts = (part.strip() for part in cookies.split(b";"))
    return b"; ".join(part for part in parts if not part.startswith(COOKIE.encode()))
