"""To everybody but reviewers, nothing under ``/review`` exists: not its pages, forms nor files."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.identity import identity_of
from ui.problems import of_http

ROOT = "/review"


class ReviewersOnly:
    """Answers 404 to others before anything of the request is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or socket."""
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and (path == ROOT or path.startswith(f"{ROOT}/")):
            identity = identity_of(scope)
            if identity is None or identity.role not in ("reviewer", "admin"):
                await of_http(HTTPException(404))(scope, receive, send)
                return
        await self._app(scope, receive, send)
