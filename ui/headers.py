"""Security headers, by part of the site."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
BY_AI = {"Generated-By-AI": "true"}
"""Stands on everything that holds replies: for programs that read no more than headers."""
MADE_BY = "Made-By"
"""Names who worded the reply of an answer: ``template`` or ``model``."""

PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
REVIEW = PAGES.replace("style-src", "script-src 'self'; style-src")
API = "default-src 'none'; frame-ancestors 'none'"
CHAT = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


FRAMED = ("/chat", "/chat/", "/chat/summary", "/widget/door")
"""The pages that stand in the frame of another site."""

DOOR = PAGES.replace("style-src", "script-src 'self'; connect-src 'self'; style-src")


def policy(path: str, hosts: tuple[str, ...] = ()) -> dict[str, str]:
    """The headers of a path. What the API says is private, and must not be kept by caches.

    ``hosts`` are the sites that may show the chat in a frame.
    """
    if path in FRAMED:
        return {**COMMON, **BY_AI, "Content-Security-Policy": framed(path, hosts)}
    if path == "/chat" or path.startswith("/chat/"):
        private = {"Cache-Control": "no-store"} if path == "/chat/user" else {}
        return {**COMMON, **private, "Content-Security-Policy": CHAT}
    if path == "/review" or path.startswith("/review/"):
        return {**COMMON, "Content-Security-Policy": REVIEW}
    if path.startswith("/api/"):
        return {**COMMON, "Content-Security-Policy": API, "Cache-Control": "no-store"}
    return {**COMMON, "Content-Security-Policy": PAGES}


def framed(path: str, hosts: tuple[str, ...]) -> str:
    """The policy of a page that these sites may frame, besides pages of our own."""
    rest = (CHAT if path.startswith("/chat") else DOOR).partition("frame-ancestors")[0]
    return rest + " ".join(["frame-ancestors 'self'", *hosts])


STRICT = {"Strict-Transport-Security": "max-age=31536000"}


ANSWERS = ("http.response.start", "websocket.http.response.start")


class Secured:
    """Adds the headers to every response that does not set its own.

    Over https, and everywhere where ``https`` is what browsers use, cookies are ``Secure``.
    """

    def __init__(self, app: ASGIApp, https: bool = False, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._https = https
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one for a socket: that is refused with headers, too."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        https = self._https or scope["scheme"] in ("https", "wss")
        added = policy(scope["path"], self._hosts) | (STRICT if https else {})

        async def with_headers(message: Message) -> None:
            if message["type"] in ANSWERS:
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
                if https:
                    message["headers"] = [secure(header) for header in message["headers"]]
            await send(message)

        await self._app(scope, receive, with_headers)


def secure(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """A header; one that sets a cookie says that it goes over https only."""
    name, value = header
    if name.lower() != b"set-cookie" or b"secure" in value.lower().split(b"; "):
        return header
    return name, value + b"; Secure"
