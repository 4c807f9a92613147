"""What the desk's routes share: the store, the reviewer, and answers to what they do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from core.database import Connection, Pool, lent
from core.errors import DatabaseUnavailable, FirstFiveError
from core.settings import Settings
from ui.review.doors import ROOT, ReviewersOnly
from ui.review.pages import page

STATIC = Path(__file__).with_name("static")


def install(app: FastAPI) -> None:
    """Add the desk to the application; call it before what tells who sent a request is added."""
    from ui.review import acts, downloads, learning, reading

    app.add_middleware(ReviewersOnly)
    app.mount(f"{ROOT}/static", StaticFiles(directory=STATIC), name="review")
    for router in (reading.router, acts.router, learning.router, downloads.router):
        app.include_router(router)


def the_settings(request: Request) -> Settings:
    """The application's settings."""
    settings = request.app.state.settings
    assert isinstance(settings, Settings)
    return settings


def the_pool(request: Request) -> Pool:
    """The store.

    Raises:
        DatabaseUnavailable: there is none.
    """
    pool: Pool | None = request.app.state.doorkeeper.pool
    if pool is None:
        raise DatabaseUnavailable("There is no store.")
    return pool


TheSettings = Annotated[Settings, Depends(the_settings)]
Store = Annotated[Pool, Depends(the_pool)]


@asynccontextmanager
async def opened(pool: Pool) -> AsyncIterator[Connection]:
    """A connection to the store."""
    async with lent(pool) as connection:
        yield connection


async def done(pool: Pool, act: Callable[[Connection], Awaitable[object]], then: str) -> Response:
    """Do something, and show the page ``then``; or say why it could not be done."""
    try:
        async with lent(pool) as connection:
            await act(connection)
    except FirstFiveError as error:
        return refused(error, then)
    return RedirectResponse(then, 303)


def refused(error: FirstFiveError, back: str) -> Response:
    """A page that says why something could not be done, with the way back."""
    title = (type(error).__doc__ or "").strip().splitlines()[0]
    return page("refused", error.status, title=title, detail=error.detail, back=back)
