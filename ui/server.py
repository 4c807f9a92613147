"""The one web application: API, chat, landing page, health and figures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from core.settings import Settings, read_settings
from ui import api, pages, problems
from ui.bodies import BodyLimit
from ui.headers import Secured
from ui.limits import AddressLimit, Limits
from ui.metrics import Measured, Metrics
from ui.runtime import Agent, set_agent

STATIC = Path(__file__).with_name("static")
DESCRIPTION = "Start a conversation, send messages, get questions and then five checked matches."


def create_app(
    settings: Settings | None = None, agent: Agent | None = None, *, chat: bool = True
) -> FastAPI:
    """The web application; it opens the agent while it runs, unless one is given.

    ``chat`` False leaves out the chat pages, whose library takes seconds to import. An agent that
    cannot be opened ends the server's start with an error of ``core.errors``.
    """
    settings = settings or read_settings()
    app = FastAPI(
        title="FirstFive",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        strict_content_type=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=_lifespan(settings, agent),
    )
    app.state.agent = None
    app.state.metrics = metrics = Metrics()
    app.state.limits = limits = Limits(settings, metrics)
    problems.install(app)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    if chat:
        _mount_chat(app, settings)
    app.add_middleware(BodyLimit)
    app.add_middleware(AddressLimit, limits=limits)
    app.add_middleware(problems.Crashes)
    app.add_middleware(Measured, metrics=metrics)
    app.add_middleware(Secured)
    return app


def _mount_chat(app: FastAPI, settings: Settings) -> None:
    from ui.chat.mount import mount_chat

    mount_chat(app, settings)


def _lifespan(settings: Settings, agent: Agent | None) -> Any:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with nullcontext(agent) if agent else _opened(settings) as opened:
            app.state.agent = opened
            set_agent(opened)
            try:
                yield
            finally:
                set_agent(None)
                app.state.agent = None

    return lifespan


def _opened(settings: Settings) -> AbstractAsyncContextManager[Agent]:
    from agent import open_agent

    return open_agent(settings)
