"""A server on 127.0.0.1 that speaks OpenAI's chat completions, with scripted answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Scripted:
    """One answer: ``delay`` seconds late, ``status``, and the bytes of the body."""

    body: bytes
    status: int = 200
    delay: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class OpenAIServer:
    """Answers in the order scripted; the last answer is given again and again.

    ``requests`` are the bodies received, ``keys`` their bearer tokens. Where ``thinking`` is set,
    it makes the arguments of every answer from the request and its token.
    """

    url: str = ""
    script: list[Scripted] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    thinking: Callable[[dict[str, Any], str], object] | None = None

    def answer(self, arguments: object, *, delay: float = 0.0, usage: bool = True) -> None:
        """Call the tool that was asked for with these arguments; a str goes out as it is."""
        text = arguments if isinstance(arguments, str) else json.dumps(arguments)
        call = {"id": "call_1", "type": "function", "function": {"name": "?", "arguments": text}}
        self._message({"content": None, "tool_calls": [call]}, "tool_calls", delay, usage)

    def say(self, text: str | None, **more: object) -> None:
        """Answer with words instead of a tool call; None is an empty message."""
        self._message({"content": text, **more}, "stop", 0.0, True)

    def fail(self, status: int, message: str = "scripted failure") -> None:
        """An error of the API."""
        headers = (("Retry-After", "1"),) if status == 429 else ()
        self.raw(json.dumps({"error": {"message": message}}).encode(), status, headers)

    def raw(
        self, body: bytes, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """Exactly these bytes."""
        self.script.append(Scripted(body, status, headers=headers))

    def _message(self, message: dict[str, Any], reason: str, delay: float, usage: bool) -> None:
        body: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": "emulated",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": reason,
                    "message": {"role": "assistant", **message},
                }
            ],
        }
        if usage:
            body["usage"] = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
        self.script.append(Scripted(json.dumps(body).encode(), delay=delay))

    def next(self, request: dict[str, Any]) -> Scripted:
        """The answer to this request, with the name of the tool it asks for filled in."""
        if self.thinking is not None:
            self.script.clear()
            self.answer(self.thinking(request, self.keys[-1]))
        if not self.script:
            return Scripted(b'{"error": {"message": "nothing scripted"}}', 500)
        scripted = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        tools = request.get("tools") or [{"function": {"name": "none"}}]
        name = json.dumps(tools[0]["function"]["name"]).encode()
        body = scripted.body.replace(b'"name": "?"', b'"name": ' + name)
        return Scripted(body, scripted.status, scripted.delay, scripted.headers)


def _handler(server: OpenAIServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            request = json.loads(self.rfile.read(length))
            server.requests.append(request)
            server.keys.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
            scripted = server.next(request)
            server.released.wait(scripted.delay)
            try:
                self._send(scripted)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, scripted: Scripted) -> None:
            self.send_response(scripted.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(scripted.body)))
            for name, value in scripted.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(scripted.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def openai_server_running() -> Iterator[OpenAIServer]:
    """A running server on a free port; ``url`` ends in ``/v1``."""
    state = OpenAIServer()
    http = _Server(("127.0.0.1", 0), _handler(state))
    state.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        http.shutdown()
        thread.join()
        http.server_close()
