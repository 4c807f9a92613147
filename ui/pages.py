"""The pages beside the API: landing page, own conversations, and what operators look at."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from jinja2 import Environment, StrictUndefined, Template
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from conversations.ownership import owned
from ui.api import Owned, TheAgent, TheDoorkeeper, TheMetrics
from ui.doorkeeper import COOKIE
from ui.identity import SignedIn, Who, cookie_of
from ui.limits import SIGN_IN
from ui.mine import ThePool
from ui.problems import problem

router = APIRouter(include_in_schema=False)
PRIVATE = {"Cache-Control": "no-store"}


@cache
def template(name: str) -> Template:
    """A page of ``ui/static``, whose values are escaped."""
    text = files("ui").joinpath("static", f"{name}.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)


@router.api_route("/", methods=["GET", "HEAD"])
async def landing(agent: TheAgent, who: Who, doorkeeper: TheDoorkeeper) -> HTMLResponse:
    """What can be looked for, with a link to the chat of each pack."""
    desk = who is None and await doorkeeper.anybody()
    page = template("landing").render(domains=agent.domains(), who=who, desk=desk)
    return HTMLResponse(page)


@router.get("/conversations", response_model=None)
async def conversations(agent: TheAgent, who: Who, pool: ThePool) -> Response:
    """The conversations of the person who is signed in; to others, where they can sign in."""
    if who is None:
        return RedirectResponse(SIGN_IN, 303)
    async with pool.connection() as connection:
        kept = await owned(connection, who.user_id)
    titles = {d["id"]: d["title"] for d in agent.domains()}
    page = template("conversations").render(who=who, kept=kept, titles=titles)
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
async def metrics(figures: TheMetrics) -> Response:
    """The figures of this process, for Prometheus."""
    return Response(figures.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
