"""What of the chat server can be reached from outside: the chat page and what that page needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALLOWED = re.compile(
    r"/(ws/socket\.io(/.*)?|(public|assets|avatars)/.+|favicon|logo|auth/config|user|logout"
    r"|auth/oauth/generic(/callback)?|project/(settings|translations|action)|set-session-cookie"
    r"|health)"
)
LOGIN_PAGES = frozenset({"/login", "/login/callback"})
PAGES = LOGIN_PAGES | {"", "/"}
FOREIGN = re.compile(r"<link\b[^>]*\bhref=\"https?://[^>]*>", re.DOTALL)


class Door:
    """Serves the page itself, lets through what the page needs, and answers 404 to all else.

    The chat server also has doors for uploads and other tools, which this product does not use; and
    its page names other hosts, to which a browser would open connections.
    """

    def __init__(self, app: ASGIApp, page: Callable[[], str]) -> None:
        self._app = app
        self._page = cache(page)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        path = inner_path(scope)
        if path in PAGES and scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            response = HTMLResponse(self._page(), headers={"Cache-Control": "no-cache"})
            await response(scope, receive, send)
        elif ALLOWED.fullmatch(path) or path == "/login":
            kept = path.startswith("/assets/")
            await self._app(scope, receive, _for_good(send) if kept else send)
        elif scope["type"] == "http":
            await PlainTextResponse("There is no such page.", 404)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 4404})


def _for_good(send: Send) -> Send:
    """Lets browsers keep a file whose name changes with its content."""

    async def with_header(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            MutableHeaders(scope=message)["Cache-Control"] = "public, max-age=31536000, immutable"
        await send(message)

    return with_header


def inner_path(scope: Scope) -> str:
    """The path below the place where this application is mounted."""
    path, root = str(scope.get("path", "")), str(scope.get("root_path", ""))
    return path.removeprefix(root) if root else path


def without_foreign_links(page: str) -> str:
    """The page without links to other hosts (fonts, style sheets, early connections)."""
    return FOREIGN.sub("", page)
