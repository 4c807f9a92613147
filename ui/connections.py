"""Connections of browsers: what is begun must be finished in time, and there are only so many.

The HTTP server waits without end for the rest of a request, and for a reader who does not read.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from collections.abc import Callable
from typing import Any

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ui.limits import address_of

HEAD = 10.0
"""Seconds from the first byte, or from the beginning of the connection, to the end of the head."""

BODY = 20.0
"""Seconds that the body may take after the head."""

READING = 30.0
"""Seconds in which whoever gets an answer must go on reading it."""

DRAINED = 1024 * 1024
"""Bytes that are read and dropped of a body that nobody wants, so that its sender hears why."""

LONGEST_FRAME = 1024 * 1024
"""Bytes of one message over a socket: the chat says of a text that it is too long, if it can."""

UPGRADE = 30.0
"""Seconds in which a socket that is asked for is opened or refused, on a busy machine too."""

STRANGE = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
FULL = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


OTHER_FILES = 200
"""Files and sockets that a process has open besides connections of browsers."""


def allow_files(connections: int) -> None:
    """Let this process have as many files open as its connections need, as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < needed:
        most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class Deadline:
    """One thing at a time that must be done in time; ``late`` is called where it was not."""

    def __init__(self, late: Callable[[], None]) -> None:
        self._late = late
        self._timer: asyncio.TimerHandle | None = None
        self._what: object = None

    def expect(self, what: object, seconds: float) -> None:
        """Wait for this; where it is what is waited for already, the time goes on."""
        if what != self._what:
            self.met()
            self._what = what
            self._timer = asyncio.get_running_loop().call_later(seconds, self._late)

    def met(self) -> None:
        """Wait for nothing."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._what = None


class Http(H11Protocol):
    """HTTP/1.1 with deadlines. Where all connections are taken, the address that has most of them
    makes room for the next."""

    def __init__(self, config: Config, *given: Any, **named: Any) -> None:
        super().__init__(config, *given, **named)
        self.since, self.address = self.loop.time(), ""
        self._dropped = 0
        self._request = Deadline(self._late)
        self._reading = Deadline(lambda: self.transport.abort())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has connected."""
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self.address = address_of({"client": self.client})
        if self._full():
            self._make_room()
        self._look()

    def data_received(self, data: bytes) -> None:
        """Something of a request has come."""
        super().data_received(data)
        if self._unwanted():
            self._dropped += len(data)
            if self._dropped > DRAINED:
                self.transport.close()
        else:
            self._dropped = 0
        self._look()

    def on_response_complete(self) -> None:
        """An answer has been given, perhaps with the next request already here."""
        super().on_response_complete()
        self._look()
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            self._request.met()  # between two requests the keep-alive timer counts

    def timeout_keep_alive_handler(self) -> None:
        """No further request has come."""
        super().timeout_keep_alive_handler()
        self._look()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """A socket is asked for, which is another protocol's from here on."""
        self._request.met()
        self._reading.met()
        if self._full():
            self.transport.write(FULL)
            self.transport.close()
        else:
            super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._request.met()
        self._reading.met()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The other side does not read."""
        super().pause_writing()
        self._reading.expect("reading", READING)

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        self._reading.met()
        self._look()

    def asked_nothing(self) -> bool:
        """Whether the head of a request is still waited for."""
        return self.conn.their_state is h11.IDLE and not self.transport.is_closing()

    def _look(self) -> None:
        """Wait for what the request lacks, or for the end of a connection that is being closed."""
        if self.transport.get_protocol() is not self:
            return
        if self.transport.is_closing():
            self._request.met()
            self._reading.expect("the end", READING)
        elif self.conn.their_state is h11.IDLE:
            self._request.expect((h11.IDLE, self.cycle), HEAD)
        elif self.conn.their_state is h11.SEND_BODY:
            self._request.expect((h11.SEND_BODY, self.cycle), BODY)
        else:
            self._request.met()

    def _unwanted(self) -> bool:
        """Whether the body goes on coming after its request was answered."""
        answered = self.cycle is not None and self.cycle.response_complete
        return answered and self.conn.their_state is h11.SEND_BODY

    def _late(self) -> None:
        if self.cycle is None or not self.cycle.response_started or self.conn.our_state is h11.IDLE:
            self.transport.write(LATE)
        self.transport.close()
        self._look()

    def _full(self) -> bool:
        most = self.limit_concurrency
        return most is not None and len(self.connections) >= most

    def _make_room(self) -> None:
        """End the connections of the address that has most: what is closing anyway, what has asked
        for nothing, then the oldest. What has asked for something is not ended for another of the
        same address.
        """
        others = [one for one in self.connections if isinstance(one, Http | Socket)]
        ((most, _),) = Counter(one.address for one in others).most_common(1)
        theirs = [one for one in others if one.address == most and one is not self]
        if most == self.address:
            theirs = [one for one in theirs if _rank(one) == 1]
        too_many = len(self.connections) + 1 - (self.limit_concurrency or 0)
        for one in sorted(theirs, key=lambda one: (_rank(one), one.since))[:too_many]:
            one.transport.abort()


def _rank(one: Http | Socket) -> int:
    """Who has to make room first: 0 is on its way out, 1 has asked for nothing yet."""
    if one.transport.is_closing():
        return 0
    return 1 if isinstance(one, Http) and one.asked_nothing() else 2


class Socket(WebSocketsSansIOProtocol):
    """A WebSocket whose handshake must come to an end, and whose other side must read."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The handshake begins."""
        super().connection_made(transport)
        self.since, self.address = self.loop.time(), address_of({"client": self.client})
        self._reading = Deadline(self.transport.abort)
        self._opening = Deadline(self._not_opened)
        self._opening.expect("the handshake", UPGRADE)

    def data_received(self, data: bytes) -> None:
        """The request for a socket, or something on it."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            # What is no request for a socket, such as one with a body, is answered by nobody else.
            self.transport.write(STRANGE)
            self.transport.close()

    def _not_opened(self) -> None:
        if not self.handshake_complete:
            self.transport.abort()

    def pause_writing(self) -> None:
        """The other side does not read."""
        super().pause_writing()
        self._reading.expect("reading", READING)

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        self._reading.met()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._reading.met()
        self._opening.met()
        super().connection_lost(exc)
