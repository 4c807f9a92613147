"""The one web application: API, chat, landing page, health and figures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from core.database import Pool
from core.settings import Settings, read_settings
from ui import api, mine, pages, problems
from ui.bodies import BodyLimit
from ui.doorkeeper import Doorkeeper
from ui.headers import Secured
from ui.identity import Identified
from ui.limits import AddressLimit, Limits, behind_proxies
from ui.metrics import Measured, Metrics
from ui.origins import OwnHost, OwnSite, own_names
from ui.production import refuse_unsafe
from ui.review import desk as review
from ui.runtime import Agent, set_agent
from ui.upkeep import keep_copies, keep_up

STATIC = Path(__file__).with_name("static")
DESCRIPTION = "Start a conversation, send messages, get questions and then five checked matches."


def create_app(
    settings: Settings | None = None, agent: Agent | None = None, *, chat: bool = True
) -> FastAPI:
    """The web application; it opens the agent while it runs, unless one is given.

    ``chat`` False leaves out the chat pages, whose library takes seconds to import. An agent that
    cannot be opened ends the server's start with an error of ``core.errors``.

    Raises:
        BadSetting: the settings are not safe for production.
    """
    settings = settings or read_settings()
    refuse_unsafe(settings)
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
    app.state.settings = settings
    review.install(app)
    _guard(app, settings)
    problems.install(app)
    for router in (api.router, mine.router, pages.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    if chat:
        _mount_chat(app, settings)
    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    """Everything that a request passes before it is served, the outermost last."""
    app.state.metrics = metrics = Metrics()
    app.state.limits = limits = Limits(settings, metrics)
    app.state.doorkeeper = doorkeeper = Doorkeeper(settings, limits)
    app.add_middleware(BodyLimit)
    app.add_middleware(Identified, doorkeeper=doorkeeper)
    app.add_middleware(AddressLimit, limits=limits)
    app.add_middleware(OwnSite, origins=settings.origins, refuse=limits.refuse)
    app.add_middleware(OwnHost, names=own_names(settings), refuse=limits.refuse)
    app.add_middleware(problems.Crashes)
    app.add_middleware(Measured, metrics=metrics)
    https = settings.mode == "production"
    app.add_middleware(Secured, https=https, hosts=settings.widget_hosts)
    app.add_middleware(behind_proxies, trusted=settings.trusted_proxies)


def _mount_chat(app: FastAPI, settings: Settings) -> None:
    from ui.chat import keeping
    from ui.chat.mount import mount_chat
    from ui.widget.routes import router

    app.include_router(keeping.router)
    app.include_router(router)
    mount_chat(app, settings)


def _lifespan(settings: Settings, agent: Agent | None) -> Any:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with nullcontext(agent) if agent else _opened(settings) as opened:
            app.state.agent = opened
            if chat := getattr(opened, "chat", None):
                chat.observe(app.state.metrics.models.called)
            set_agent(opened)
            try:
                async with _store(app, settings, getattr(opened, "pool", None)):
                    yield
            finally:
                set_agent(None)
                app.state.agent = None

    return lifespan


@asynccontextmanager
async def _store(app: FastAPI, settings: Settings, pool: Pool | None) -> AsyncIterator[None]:
    """Let people sign in while the application runs, and keep what is stored in order."""
    if pool is None:
        yield
        return
    app.state.doorkeeper.pool = pool
    upkeep = [asyncio.create_task(job(pool, settings)) for job in (keep_up, keep_copies)]
    try:
        yield
    finally:
        app.state.doorkeeper.pool = None
        for task in upkeep:
            task.cancel()
        await asyncio.gather(*upkeep, return_exceptions=True)


def _opened(settings: Settings) -> AbstractAsyncContextManager[Agent]:
    from agent import open_agent

    return open_agent(settings)
