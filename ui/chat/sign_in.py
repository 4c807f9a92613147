"""Signing in through the chat server's own doors: with a password, or at an identity provider."""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from conversations.users import User
from core.settings import Settings
from ui.chat.door import LOGIN_PAGES, inner_path
from ui.doorkeeper import COOKIE, Doorkeeper
from ui.identity import identity_of
from ui.limits import address_of

HOUR = 3600
PROVIDER = "generic"
"""What the page calls it."""

_asked_to_sign_in: ContextVar[bool] = ContextVar("asked_to_sign_in", default=False)
_address: ContextVar[str] = ContextVar("address", default="unknown")


def environment(settings: Settings, secret: str) -> dict[str, str]:
    """What the chat server reads about signing in, once, when it is imported."""
    found = {"CHAINLIT_AUTH_SECRET": secret, "CHAINLIT_AUTH_COOKIE_NAME": COOKIE}
    if settings.origins:
        found["CHAINLIT_URL"] = settings.origins[0]
    return found


def install(doorkeeper: Doorkeeper, settings: Settings, *, provider: bool) -> None:
    """Give the chat server its callbacks; call it after the environment is set.

    ``provider``: people may also sign in at one.
    """
    import chainlit as cl
    from chainlit import auth, socket
    from chainlit.config import config

    config.project.user_session_timeout = settings.session_hours * HOUR

    async def by_password(name: str, password: str) -> Any:
        return _chat_user(await doorkeeper.by_password(name, password, _address.get()))

    async def leave(request: Request, _response: Response) -> dict[str, bool]:
        await doorkeeper.sign_out(request.cookies.get(COOKIE))
        return {"success": True}

    config.code.password_auth_callback = by_password  # its own setter takes an error for a no
    cl.on_logout(leave)
    # The page of the library offers our way to the provider, which takes the place of its own.
    vars(auth)["is_oauth_enabled"] = lambda: provider
    vars(auth)["get_configured_oauth_providers"] = lambda: [PROVIDER]
    if not doorkeeper.required:
        # The library asks everybody to sign in, or nobody. Here those are asked who want to.
        for module in (auth, socket):
            vars(module)["require_login"] = _asked_to_sign_in.get


def sealed(signed_in: tuple[User, str]) -> str:
    """The value of the sign-in cookie, as the chat server writes it."""
    from chainlit.auth import create_jwt

    return str(create_jwt(_chat_user(signed_in)))


def _chat_user(signed_in: tuple[User, str] | None) -> Any:
    """Who signed in as the chat server keeps it in its cookie; the page can read it, too."""
    import chainlit as cl

    if signed_in is None:
        return None
    user, session = signed_in
    return cl.User(
        identifier=user.name, display_name=user.name,
        metadata={"session": session, "role": user.role},
    )  # fmt: skip


class Asked:
    """Tells the chat server, request by request, whether this browser is one that signs in; and our
    callbacks, which are not given the request, where it comes from.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or socket."""
        asked = _asked_to_sign_in.set(identity_of(scope) is not None or _at_the_desk(scope))
        address = _address.set(address_of(scope))
        try:
            await self._app(scope, receive, send)
        finally:
            _address.reset(address)
            _asked_to_sign_in.reset(asked)


def _at_the_desk(scope: Scope) -> bool:
    """Whether this comes from the page where people sign in."""
    referer = urlsplit(Headers(scope=scope).get("referer", "")).path
    here = {inner_path(scope), referer.removeprefix(os.environ.get("CHAINLIT_ROOT_PATH", ""))}
    return bool(here & LOGIN_PAGES)
