"""What other sites load of us, and the page in their frame where their visitors are signed in."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from jinja2 import Environment, StrictUndefined
from pydantic import Field, StrictStr
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from ui.api import TheDoorkeeper
from ui.chat.language import language_of, words
from ui.chat.sign_in import sealed
from ui.contract import Asked
from ui.doorkeeper import COOKIE, WIDGET
from ui.widget.visitors import visitor_of

router = APIRouter(include_in_schema=False)
JAVASCRIPT = "text/javascript; charset=utf-8"
SHARED = {
    "Cache-Control": "public, max-age=300",
    "Vary": "Accept-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
NEEDED = ("widget_title", "widget_open", "close")


class Visitor(Asked):
    """Who somebody is, as their site says."""

    token: StrictStr = Field(max_length=4000)


@cache
def _text(name: str) -> str:
    return files("ui.widget").joinpath(name).read_text(encoding="utf-8")


@router.get("/widget.js")
async def loader(request: Request) -> Response:
    """The script that other sites name, with its few words in the visitor's language."""
    known = words(language_of("", request.headers.get("accept-language", "")))
    said = json.dumps({name: known[name] for name in NEEDED}, ensure_ascii=False)
    content = _text("widget.js").replace("__WORDS__", said)
    return Response(content, media_type=JAVASCRIPT, headers=SHARED)


@router.get("/widget/door")
async def door(request: Request) -> HTMLResponse:
    """The page in the frame that asks its host who the visitor is."""
    headers = request.headers
    language = language_of(headers.get("cookie", ""), headers.get("accept-language", ""))
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(_text("door.html"))
    return HTMLResponse(page.render(language=language, words=words(language)))


@router.get("/widget/door.js")
async def door_script() -> Response:
    """Its script."""
    return Response(_text("door.js"), media_type=JAVASCRIPT)


@router.post("/widget/sign-in", status_code=204)
async def sign_in(visitor: Visitor, request: Request, doorkeeper: TheDoorkeeper) -> Response:
    """Sign in whom a host's token names, in this frame alone; 401 for a token that does not count.

    The cookie belongs to the pair of the two sites (``Partitioned``), so that browsers keep it.
    """
    name = visitor_of(visitor.token, request.app.state.settings.widget_secret)
    signed_in = await doorkeeper.by_provider(WIDGET, name, f"{WIDGET}:{name}") if name else None
    if signed_in is None:
        raise HTTPException(401)
    response = Response(status_code=204)
    cookie = f"{COOKIE}={sealed(signed_in)}; Path=/; HttpOnly; SameSite=None; Secure; Partitioned"
    response.raw_headers.append((b"set-cookie", cookie.encode("ascii")))
    return response
