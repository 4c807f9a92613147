"""A server on 127.0.0.1 that speaks OpenAI's chat completions and embeddings, as scripted."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from tests.emulators.wire import Handler, serving

USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
PIECE = 12
"""Characters of a streamed piece."""


@dataclass(frozen=True)
class Scripted:
    """One answer: the bytes of the body, or a completion to be streamed where that is asked for.

    ``delay`` is how many seconds its head comes late, ``first_token`` how many its first words.
    ``cut`` closes a stream after so many pieces, ``endless`` repeats its words until nobody reads.
    """

    body: bytes = b""
    status: int = 200
    delay: float = 0.0
    first_token: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()
    completion: dict[str, Any] | None = None
    cut: int | None = None
    endless: bool = False


@dataclass
class OpenAIServer:
    """Answers in the order scripted; the last answer is given again and again.

    ``requests`` are the bodies received, ``keys`` their bearer tokens. Where ``thinking`` is set,
    it makes the arguments of every answer from the request and its token. ``embed`` turns a text
    into its vector.
    """

    url: str = ""
    script: list[Scripted] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    turn: threading.Lock = field(default_factory=threading.Lock)
    thinking: Callable[[dict[str, Any], str], object] | None = None
    embed: Callable[[str], list[float]] = lambda text: [float(len(text)), 1.0, 0.0]

    def answer(self, arguments: object, *, delay: float = 0.0, usage: bool = True) -> None:
        """Call the tool that was asked for with these arguments, or say them where the answer is
        bound to a shape; a str goes out as it is.
        """
        self.call("?", arguments, delay=delay, usage=usage)

    def call(self, name: str, arguments: object, *, delay: float = 0.0, usage: bool = True) -> None:
        """Call a tool by name, also one that does not exist."""
        text = arguments if isinstance(arguments, str) else json.dumps(arguments)
        call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": text}}
        self._message({"content": None, "tool_calls": [call]}, "tool_calls", delay, usage)

    def say(self, text: str | None, reason: str = "stop") -> None:
        """Answer with words instead of a tool call; None is an empty message."""
        self._message({"content": text}, reason, 0.0, True)

    def fail(self, status: int, message: str = "scripted failure", retry_after: str = "1") -> None:
        """An error of the API."""
        headers = (("Retry-After", retry_after),) if status == 429 else ()
        self.raw(json.dumps({"error": {"message": message}}).encode(), status, headers)

    def raw(
        self, body: bytes, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """Exactly these bytes."""
        self.script.append(Scripted(body, status, headers=headers))

    def change(self, **fault: Any) -> None:
        """Give the answer scripted last a fault, by the names of :class:`Scripted`."""
        self.script[-1] = replace(self.script[-1], **fault)

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
            body["usage"] = USAGE
        self.script.append(Scripted(completion=body, delay=delay))

    def next(self, request: dict[str, Any]) -> Scripted:
        """The answer to this request, with the name of the tool it asks for filled in."""
        with self.turn:  # requests come side by side, and each gets its own answer
            if self.thinking is not None:
                self.script.clear()
                self.answer(self.thinking(request, self.keys[-1]))
            if not self.script:
                return Scripted(b'{"error": {"message": "nothing scripted"}}', 500)
            scripted = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if scripted.completion is None:
            return scripted
        if "response_format" in request:
            said = _said(scripted.completion)
            return replace(scripted, body=json.dumps(said).encode(), completion=said)
        tools = request.get("tools") or [{"function": {"name": "none"}}]
        name = json.dumps(tools[0]["function"]["name"])
        told = json.dumps(scripted.completion).replace('"name": "?"', f'"name": {name}')
        return replace(scripted, body=told.encode(), completion=json.loads(told))

    def embeddings(self, request: dict[str, Any]) -> bytes:
        """The answer to a request for embeddings, as floats."""
        given = request["input"]
        texts = [given] if isinstance(given, str) else given
        rows = [
            {"object": "embedding", "index": n, "embedding": self.embed(text)}
            for n, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": 7, "total_tokens": 7}
        told = {"object": "list", "data": rows, "model": request["model"], "usage": usage}
        return json.dumps(told).encode()


def _said(completion: dict[str, Any]) -> dict[str, Any]:
    """A completion that says what it would call the tool that was asked for with."""
    (choice,) = completion["choices"]
    for call in choice["message"].get("tool_calls") or ():
        if call["function"]["name"] == "?":
            message = {"role": "assistant", "content": call["function"]["arguments"]}
            spoken = {**choice, "message": message, "finish_reason": "stop"}
            return {**completion, "choices": [spoken]}
    return completion


def pieces(completion: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A completion as the chunks of its stream, usage last."""
    choice = completion["choices"][0]
    message = choice["message"]
    head = {"id": completion["id"], "object": "chat.completion.chunk", "created": 0}
    head["model"] = completion["model"]

    def chunk(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
        return {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}

    yield chunk({"role": "assistant", "content": ""})
    for text in cut(message.get("content") or ""):
        yield chunk({"content": text})
    for n, call in enumerate(message.get("tool_calls") or ()):
        named = {"name": call["function"]["name"], "arguments": ""}
        yield chunk({"tool_calls": [{**call, "index": n, "function": named}]})
        for text in cut(call["function"]["arguments"]):
            yield chunk({"tool_calls": [{"index": n, "function": {"arguments": text}}]})
    yield chunk({}, choice["finish_reason"])
    if "usage" in completion:
        yield {**head, "choices": [], "usage": completion["usage"]}


def cut(text: str) -> Sequence[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


class _Handler(Handler):
    @property
    def _openai(self) -> OpenAIServer:
        state: OpenAIServer = self.server.state
        return state

    def answer(self, body: bytes) -> None:
        request = json.loads(body)
        self._openai.requests.append(request)
        self._openai.keys.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if self.path.endswith("/embeddings") and not self._openai.script:
            return self.send(200, self._openai.embeddings(request))
        scripted = self._openai.next(request)
        self._openai.released.wait(scripted.delay)
        if request.get("stream") and scripted.completion is not None:
            return self._stream(scripted, scripted.completion)
        return self.send(scripted.status, scripted.body, dict(scripted.headers))

    def _stream(self, scripted: Scripted, completion: dict[str, Any]) -> None:
        self.begin("text/event-stream", scripted.status)
        self._openai.released.wait(scripted.first_token)
        told = list(pieces(completion))
        while scripted.endless and not self._openai.released.is_set():
            self._event(told[1])
        for piece in told[: scripted.cut]:
            self._event(piece)
        if scripted.cut is None:
            self.chunk(b"data: [DONE]\n\n")
            self.chunk(b"")
        else:
            self.close_connection = True

    def _event(self, piece: dict[str, Any]) -> None:
        self.chunk(b"data: " + json.dumps(piece).encode() + b"\n\n")


@contextmanager
def openai_server_running() -> Iterator[OpenAIServer]:
    """A running server on a free port; ``url`` ends in ``/v1``."""
    state = OpenAIServer()
    with serving(_Handler, state) as port:
        state.url = f"http://127.0.0.1:{port}/v1"
        try:
            yield state
        finally:
            state.released.set()
