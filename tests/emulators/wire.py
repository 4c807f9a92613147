"""What the emulated servers share: a port of their own, JSON, and bodies in chunks."""

from __future__ import annotations

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """A server on 127.0.0.1; ``state`` is what its answers are made of."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, handler: type[Handler], state: Any) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.state = state


class Handler(BaseHTTPRequestHandler, ABC):
    """Reads a request whole and answers it; a client that goes away ends its connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # an answer's second write would wait 40 ms
    server: Server

    @abstractmethod
    def answer(self, body: bytes) -> None:
        """Answer a POST."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self.answer(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer in JSON."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def say(self, status: int, told: Any, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer, written as JSON."""
        self.send(status, json.dumps(told).encode(), headers)

    def begin(self, type: str, status: int = 200) -> None:
        """The head of an answer whose body comes in chunks."""
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        """A piece of the body; an empty one ends it."""
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(handler: type[Handler], state: Any) -> Iterator[int]:
    """The port of a running server."""
    http = Server(handler, state)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield http.server_port
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
