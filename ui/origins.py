"""Only pages of this site may change something or open a socket here: no other site's may."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.limits import HARMLESS
from ui.problems import of_http

NO_PAGE = ("same-origin", "none")
"""What ``Sec-Fetch-Site`` says of a request that no page of another site has made."""


class OwnSite:
    """Refuses what a browser sends for another site's page; ``refuse`` counts the sockets.

    Programs that are no browsers name no origin, and bring no cookies of anybody else.
    """

    def __init__(
        self,
        app: ASGIApp,
        origins: tuple[str, ...],
        refuse: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._origins = origins
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or socket."""
        if scope["type"] == "websocket":
            if not self._own(scope):
                self._refuse("other-site")
                await send({"type": "websocket.close", "code": 4403})
                return
        elif scope["type"] == "http" and scope["method"] not in HARMLESS and not self._own(scope):
            await of_http(HTTPException(403))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _own(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in NO_PAGE
        if self._origins:
            return origin in self._origins
        return urlsplit(origin).netloc == headers.get("host")
