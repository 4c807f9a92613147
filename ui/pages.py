"""The pages beside the API: the landing page, and what operators look at."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from jinja2 import Environment, StrictUndefined, Template
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import HTMLResponse, JSONResponse, Response

from ui.api import TheAgent, TheMetrics
from ui.problems import problem

router = APIRouter(include_in_schema=False)


@cache
def landing_template() -> Template:
    """The landing page, whose values are escaped."""
    text = files("ui").joinpath("static", "landing.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)


@router.api_route("/", methods=["GET", "HEAD"])
async def landing(agent: TheAgent) -> HTMLResponse:
    """What can be looked for, with a link to the chat of each pack."""
    return HTMLResponse(landing_template().render(domains=agent.domains()))


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
