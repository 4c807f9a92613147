"""How much one request may carry, announced or not, and how it says where its body ends."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.connections import DRAINED
from ui.problems import of_http, problem

LONGEST_BODY = 128 * 1024
"""Bytes: 8,000 characters, each written as two escaped halves, and room for the rest."""

LAST = {"Connection": "close"}
TWO_LENGTHS = "A request has either Content-Length or Transfer-Encoding."


class BodyLimit:
    """Refuses larger bodies, whatever the path, with a problem document.

    A request that says in two ways where its body ends is refused, too: a proxy before this server
    might believe the other one, and take what follows for a request of its own.
    """

    def __init__(self, app: ASGIApp, most: int = LONGEST_BODY) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif {"content-length", "transfer-encoding"} <= set(Headers(scope=scope)):
            await problem(400, TWO_LENGTHS, headers=LAST)(scope, receive, send)
        elif announced(scope) > self._most:
            await drain(receive, DRAINED)
            await of_http(HTTPException(413))(scope, receive, send)
        else:
            await self._app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                if message.get("more_body"):
                    await drain(receive, DRAINED)
                raise HTTPException(413)
            return message

        return counted


def announced(scope: Scope) -> int:
    """The bytes that the request says it carries; 0 where it does not say."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def drain(receive: Receive, most: int) -> None:
    """Read and drop a body, up to ``most`` bytes."""
    while most > 0:
        message = await receive()
        most -= len(message.get("body", b""))
        if not message.get("more_body"):
            return
