"""What of the chat server can be reached from outside: the chat page and what that page needs."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.chat.language import language_of
from ui.chat.page import Pages
from ui.chat.summary import summary

ALLOWED = re.compile(
    r"/((public|assets|avatars)/[A-Za-z0-9_.@ /-]{1,200}|favicon|logo|auth/config|user|logout"
    r"|project/(settings|translations|action)|set-session-cookie"
    r"|health)"
)
SOCKET = "/ws/socket.io/"
"""A socket only: over requests it would be open to those who keep many of them waiting."""

LOGIN_PAGES = frozenset({"/login", "/login/callback"})
CHAT_PAGES = frozenset({"", "/"})
SUMMARY = "/summary"
LOCALISED = frozenset({"/project/translations", "/project/settings"})


class Door:
    """Serves the page itself, lets through what the page needs, and answers 404 to all else.

    The chat server also has doors for uploads and other tools, which this product does not use; and
    its page names other hosts, to which a browser would open connections.
    """

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        path = inner_path(scope)
        if (page := await self._page(scope, path)) is not None:
            await page(scope, receive, send)
        elif scope["type"] == "websocket":
            if path == SOCKET:
                await self._app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 4404})
        elif ALLOWED.fullmatch(path) or path == "/login":
            asked = in_its_language(scope) if path in LOCALISED else scope
            kept = path.startswith("/assets/")
            await self._app(asked, receive, _for_good(send) if kept else send)
        else:
            await PlainTextResponse("There is no such page.", 404)(scope, receive, send)

    async def _page(self, scope: Scope, path: str) -> Response | None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        if path in CHAT_PAGES:
            return self._pages.chat(Request(scope))
        if path == SUMMARY:
            return await summary(Request(scope))
        return self._pages.login(Request(scope)) if path in LOGIN_PAGES else None


def in_its_language(scope: Scope) -> Scope:
    """The request for words, in the language that the browser gets; the page asks for one only."""
    headers = Headers(scope=scope)
    chosen = language_of(headers.get("cookie", ""), headers.get("accept-language", ""))
    return {**scope, "query_string": urlencode({"language": chosen}).encode()}


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
