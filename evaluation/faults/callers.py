"""Faults of those who connect: endless bodies, requests that stop half-way, floods of sockets."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from random import Random

import psutil

from evaluation.faults.stage import Stage
from evaluation.faults.trial import MORE, Outcome, closed, opened

STRANGER = "127.0.0.2"
"""Another address of this machine, as Linux has them."""

HUGE = 200 * 1024 * 1024
GROWTH = 150 * 1024 * 1024
"""Bytes that the product may take more while such bodies are sent to it."""

HALVES = (
    "",
    "GET / HTTP/1.1\r\nHost: localhost\r\n",
    "POST /api/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
    "POST /chat/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nuser",
    "GET /chat/ws/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 1000\r\n\r\n{",
)
MANY = 350
LET_GO = 90.0
"""Seconds after which none of them may be open, on a slow machine too; deadlines are shorter."""

PATHS = (
    "/widget/sign-in",
    "/chat/project/action",
    "/chat/login",
    "/sign-out",
    "/api/conversations",
)
CHAT = "/chat/ws/socket.io/?EIO=4&transport=websocket"
HANDSHAKES = (CHAT, "/anywhere", "/chat/ws/socket.io/?EIO=4")
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
OPENED = 20.0
"""Seconds in which a chat opens while a flood goes on, with as many tries as a browser makes."""


def huge_body(stage: Stage, rng: Random) -> Outcome:
    """Somebody sends bodies of 200 MB while another talks."""
    person = opened(stage, rng)
    before, most = _memory(stage), [0]

    def send() -> None:
        _send_huge(stage, rng.choice(PATHS), announced=rng.random() < 0.5)
        most[0] = max(most[0], _memory(stage))

    with _meanwhile(send, threads=3):
        said = person.say(text=rng.choice(MORE))
    grown = most[0] - before
    complaint = [f"took {grown >> 20} MB more"] if grown > GROWTH else []
    return closed(person, said).but(*complaint)


def slow_client(stage: Stage, rng: Random) -> Outcome:
    """Many begin a request and do not end it, some of them a byte at a time."""
    person = opened(stage, rng)
    with ExitStack() as left:
        halves = [left.enter_context(_connected(stage)) for _ in range(MANY)]
        for half in halves:
            with suppress(OSError):
                half.sendall(rng.choice(HALVES).encode())
        said = person.say(text=rng.choice(MORE))
        kept = _still_open(halves, LET_GO)
    return closed(person, said).but(*([f"{kept} of {MANY} half requests stayed"] if kept else []))


def handshake_flood(stage: Stage, rng: Random) -> Outcome:
    """One address asks for sockets as quickly as it can; another opens its chat and talks."""
    person = opened(stage, rng)

    def knock() -> None:
        origin = rng.choice((stage.product.base, "https://elsewhere.example"))
        with suppress(OSError):
            _handshake(stage, rng.choice(HANDSHAKES), origin, STRANGER)

    with _meanwhile(knock, threads=4):
        said = person.say(text=rng.choice(MORE))
        open_ = _opens(stage)
    return closed(person, said).but(*([] if open_ else ["no chat could be opened"]))


@contextmanager
def _meanwhile(act: Callable[[], None], threads: int) -> Iterator[None]:
    """Do it again and again, in threads, until left; at least once."""
    over = threading.Event()

    def run() -> None:
        act()
        while not over.is_set():
            act()

    running = [threading.Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in running:
            thread.join()


def _connected(stage: Stage, address: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(
        ("127.0.0.1", stage.product.port), timeout=30, source_address=(address, 0)
    )


def _send_huge(stage: Stage, path: str, *, announced: bool) -> None:
    """A body as long as the server takes it."""
    length = f"Content-Length: {HUGE}" if announced else "Transfer-Encoding: chunked"
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += f"{length}\r\n\r\n"
    part = b"x" * 65536 if announced else b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with suppress(OSError), _connected(stage) as connection:
        connection.sendall(head.encode())
        for _ in range(HUGE // 65536):
            connection.sendall(part)


def _memory(stage: Stage) -> int:
    """Bytes that the product has in memory; 0 while it does not run."""
    process = stage.product.process
    return int(psutil.Process(process.pid).memory_info().rss) if process else 0


def _still_open(connections: list[socket.socket], seconds: float) -> int:
    """How many connections are open after so many seconds; 0 as soon as none is."""
    deadline, left = time.monotonic() + seconds, connections
    while left and time.monotonic() < deadline:
        time.sleep(0.2)
        left = [connection for connection in left if not _ended(connection)]
    return len(left)


def _ended(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(65536) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _handshake(stage: Stage, path: str, origin: str, address: str) -> bool:
    """Whether a socket is opened to somebody."""
    host = stage.product.base.removeprefix("http://")
    with _connected(stage, address) as connection:
        connection.sendall(HANDSHAKE.format(path=path, host=host, origin=origin).encode())
        return connection.recv(1024).startswith(b"HTTP/1.1 101")


def _opens(stage: Stage) -> bool:
    """Whether a chat opens, tried as often as a browser does."""
    deadline = time.monotonic() + OPENED
    while time.monotonic() < deadline:
        with suppress(OSError):
            if _handshake(stage, CHAT, stage.product.base, "127.0.0.1"):
                return True
        time.sleep(1)
    return False
