"""Bytes to a port, as no browser sends them, from any address of this machine."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
    "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
CHAT = "/chat/ws/socket.io/?EIO=4&transport=websocket"


def opened(base: str, address: str = "127.0.0.1") -> socket.socket:
    """A connection to a server from this address of the machine."""
    where = urlsplit(base)
    assert where.hostname
    assert where.port
    try:
        return socket.create_connection(
            (where.hostname, where.port), timeout=30, source_address=(address, 0)
        )
    except OSError as error:
        if address == "127.0.0.1":
            raise
        pytest.skip(f"this machine has no second loopback address: {error}")


def asked(base: str, request: bytes, address: str = "127.0.0.1") -> bytes:
    """Everything that is answered to these bytes until the server closes the connection."""
    with opened(base, address) as connection:
        connection.sendall(request)
        return heard(connection)


def heard(connection: socket.socket) -> bytes:
    """Everything up to the end of a connection, however it ends."""
    found = b""
    with suppress(ConnectionError):
        while part := connection.recv(65536):
            found += part
    return found


def handshake(
    base: str, path: str = CHAT, origin: str | None = None, address: str = "127.0.0.1"
) -> int:
    """The status of the answer to somebody who wants a socket; 0 where there is none."""
    asking = HANDSHAKE.format(path=path, host=urlsplit(base).netloc, origin=origin or base)
    with opened(base, address) as connection:
        connection.sendall(asking.encode())
        answer = connection.recv(1024)
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def closed(connections: Iterable[socket.socket], seconds: float) -> int:
    """How many connections their server has closed, at the latest after so many seconds."""
    left, ended, deadline = list(connections), 0, time.monotonic() + seconds
    while left and time.monotonic() < deadline:
        for connection in list(left):
            if _has_ended(connection):
                left.remove(connection)
                ended += 1
        time.sleep(0.2)
    return ended


def _has_ended(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(65536) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
