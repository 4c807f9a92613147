"""What is asked of this site by its own names, and for its own pages, is served; no more is.

A page of another site whose name was made to mean this machine (DNS rebinding) asks by that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from core.settings import Settings
from ui.limits import HARMLESS
from ui.problems import of_http, problem

NO_PAGE = ("same-origin", "none")
"""What ``Sec-Fetch-Site`` says of a request that no page of another site has made."""

PROBES = ("/healthz", "/readyz", "/metrics")
"""What programs that watch a process ask of its address, whichever it has."""

HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
UNKNOWN_HOST = "unknown-host"


class OwnHost:
    """Refuses what is asked by a name that is not this site's; ``refuse`` counts it."""

    def __init__(
        self,
        app: ASGIApp,
        names: Iterable[str],
        refuse: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._names = frozenset(names)
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or socket."""
        if scope["type"] in ("http", "websocket") and not self._known(scope):
            self._refuse(UNKNOWN_HOST)
            refusal = problem(421, "This site has no such name.", kind=UNKNOWN_HOST, detail=WHERE)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _known(self, scope: Scope) -> bool:
        asked = Headers(scope=scope).getlist("host")
        name = name_of(asked[0]) if len(asked) == 1 else None
        if scope["path"] in PROBES and (not asked or (name and is_address(name))):
            return True
        return name is not None and (name in self._names or is_here(name))


WHERE = "Its names are those of FIRSTFIVE_ORIGINS and FIRSTFIVE_HOSTS."


def own_names(settings: Settings) -> frozenset[str]:
    """The names by which this site is asked, besides those of the machine itself."""
    origins = (urlsplit(origin).netloc.rpartition("@")[2] for origin in settings.origins)
    bare = (f"[{host}]" if ":" in host and "[" not in host else host for host in settings.hosts)
    return frozenset(name for host in (*origins, *bare) if (name := name_of(host)))


def name_of(host: str) -> str | None:
    """The name or the address in a ``Host`` header as it is compared; None where that is none."""
    found = HOST.fullmatch(host)
    return found["name"].lower().strip("[]").removesuffix(".") if found else None


def is_address(name: str) -> bool:
    """Whether it is an address, which cannot be made to mean another machine."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_here(name: str) -> bool:
    """Whether it is this machine's name or address for itself, and no other machine's."""
    return name == "localhost" or (is_address(name) and ip_address(name).is_loopback)


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
        socket = scope["type"] == "websocket"
        asks = socket or (scope["type"] == "http" and scope["method"] not in HARMLESS)
        if asks and not self._own(scope):
            if socket:
                self._refuse("other-site")
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
