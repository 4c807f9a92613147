"""Runs the web application in this process until a signal ends it."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI

from core.errors import CannotListen, CatalogueMissing
from core.settings import Settings

SIGNALS = (signal.SIGINT, signal.SIGTERM)
PATIENCE = 10
"""Seconds that running requests get when the server stops."""

Before = Callable[[Settings], Awaitable[object]]


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """The port, taken before any heavy work is done.

    Raises:
        CannotListen: another program has it, or the address is not one of this machine.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # Named as TCP, its connections send what is written at once; else answers wait 40 ms.
        taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise CannotListen(f"{host!r} is no address of this machine; set --host.") from error
    with taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(address)
            taken.listen(128)
        except OSError as error:
            raise CannotListen(_why(host, port, error)) from error
        yield taken


def _why(host: str, port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"Port {port} needs special rights; set FIRSTFIVE_PORT or --port."
    if "in use" in (error.strerror or ""):
        return f"Port {port} is in use; set FIRSTFIVE_PORT or --port."
    return f"{host!r} is no address of this machine; set FIRSTFIVE_HOST or --host."


def address(settings: Settings) -> str:
    """What to type into a browser."""
    host = "localhost" if _is_here(settings.host) else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _is_here(host: str) -> bool:
    """Whether a browser on this machine reaches it as localhost: every address, or its own."""
    try:
        meant = ip_address(host)
    except ValueError:
        return False
    return meant.is_unspecified or str(meant) in ("127.0.0.1", "::1")


class Server(uvicorn.Server):
    """Says when it is ready, and leaves signals to ``run``.

    The base class raises a signal again after the end, which would skip our own clean-up.
    """

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        if self.started:
            print(self._ready, flush=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing."""
        yield


def run(settings: Settings, taken: socket.socket, before: Before | None = None) -> None:
    """Serve until a signal comes; ``before`` is done first, when the port is already taken.

    Raises:
        BadSetting: the settings are not safe for production, or for other machines.
        CatalogueMissing: nothing has been ingested.
        FirstFiveError: the agent cannot be opened.
    """
    from ui.log import keep_log
    from ui.production import refuse_open, refuse_unsafe

    refuse_unsafe(settings)
    if warning := refuse_open(settings):
        print(warning, file=sys.stderr, flush=True)
    keep_log()
    asyncio.run(_serve(settings, taken, before))


async def _serve(settings: Settings, taken: socket.socket, before: Before | None) -> None:
    from agent import open_agent
    from ui.server import create_app

    if before:
        await before(settings)
    print("Starting …", file=sys.stderr, flush=True)
    async with open_agent(settings) as agent:
        if not agent.domains():
            raise CatalogueMissing(
                "Run 'firstfive ingest PACK' first, or 'firstfive demo' for the shipped one."
            )
        app = create_app(settings, agent)
        await _until_signal(app, settings, taken)


async def _until_signal(app: FastAPI, settings: Settings, taken: socket.socket) -> None:
    from ui.connections import LONGEST_FRAME, Http, Socket, allow_files
    from ui.log import one_log

    one_log()
    allow_files(settings.connections)
    config = uvicorn.Config(
        app,
        http=Http,
        ws=Socket,
        ws_max_size=LONGEST_FRAME,
        limit_concurrency=settings.connections,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the application itself knows whom to believe
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    server = Server(config, f"FirstFive is ready: {address(settings)}")
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, server.handle_exit, number, None)
    await server.serve(sockets=[taken])
