"""The pages beside the API: landing page, own conversations, and what operators look at."""

from __future__ import annotations

from functools import cache
from hmac import compare_digest
from importlib.resources import files
from typing import Annotated, Any

from babel.dates import format_date
from babel.numbers import format_decimal
from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials
from jinja2 import Environment, StrictUndefined, Template
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from conversations.ownership import owned
from core.database import lent
from core.settings import Settings
from ui.api import BEARER, Owned, TheAgent, TheDoorkeeper, TheMetrics
from ui.chat.language import language_of, words
from ui.doorkeeper import COOKIE
from ui.identity import SignedIn, Who, cookie_of
from ui.limits import SIGN_IN
from ui.mine import ThePool
from ui.problems import TITLES, problem

router = APIRouter(include_in_schema=False)
PRIVATE = {"Cache-Control": "no-store"}


@cache
def template(name: str) -> Template:
    """A page of ``ui/static``, whose values are escaped."""
    text = files("ui").joinpath("static", f"{name}.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)


def spoken(request: Request) -> dict[str, Any]:
    """What a page needs to speak to this browser: words, and ways to write figures and days."""
    headers = request.headers
    language = language_of(headers.get("cookie", ""), headers.get("accept-language", ""))
    locale = language.replace("-", "_")
    return {
        "language": language,
        "words": words(language),
        "figure": lambda number: format_decimal(number, locale=locale),
        "day": lambda at: format_date(at, "long", locale=locale),
    }


@router.api_route("/", methods=["GET", "HEAD"])
async def landing(
    request: Request, agent: TheAgent, who: Who, doorkeeper: TheDoorkeeper
) -> HTMLResponse:
    """What can be looked for, with a link to the chat of each pack."""
    desk = who is None and await doorkeeper.anybody()
    known = {"domains": agent.domains(), "who": who, "desk": desk}
    return HTMLResponse(template("landing").render(**known, **spoken(request)))


@router.get("/conversations", response_model=None)
async def conversations(request: Request, agent: TheAgent, who: Who, pool: ThePool) -> Response:
    """The conversations of the person who is signed in; to others, where they can sign in."""
    if who is None:
        return RedirectResponse(SIGN_IN, 303)
    async with lent(pool) as connection:
        kept = await owned(connection, who.user_id)
    titles = {d["id"]: d["title"] for d in agent.domains()}
    known = {"who": who, "kept": kept, "titles": titles}
    page = template("conversations").render(**known, **spoken(request))
    return HTMLResponse(page, headers=PRIVATE)


@router.post("/conversations/{conversation_id}/erase")
async def erase(id: Owned, agent: TheAgent, who: SignedIn) -> RedirectResponse:
    """Erase one, and show the others."""
    await agent.erase(id, who.name)
    return RedirectResponse("/conversations", 303)


@router.post("/sign-out")
async def sign_out(request: Request, doorkeeper: TheDoorkeeper) -> RedirectResponse:
    """End the sign-in of this browser."""
    await doorkeeper.sign_out(cookie_of(request.scope))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def healthz() -> JSONResponse:
    """Whether the process is alive."""
    return JSONResponse({"status": "alive"})


@router.api_route("/readyz", methods=["GET", "HEAD"])
async def readyz(request: Request) -> Response:
    """Whether the process can serve: its database answers and a catalogue is published."""
    agent = request.app.state.agent
    reason = await agent.ready() if agent else "The server is starting."
    if reason is None:
        return JSONResponse({"status": "ready"})
    return problem(503, "Not ready.", kind="not-ready", detail=reason)


@router.get("/metrics")
async def metrics(
    request: Request,
    figures: TheMetrics,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
) -> Response:
    """The figures of this process, for Prometheus; in production for who has the token."""
    settings: Settings = request.app.state.settings
    token = settings.metrics_token
    if token is None and settings.mode == "production":
        return problem(404, TITLES[404])
    given = bearer.credentials if bearer else ""
    if token and not compare_digest(given.encode(), token.get_secret_value().encode()):
        return problem(401, "A token is needed.", headers={"WWW-Authenticate": "Bearer"})
    return Response(figures.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
