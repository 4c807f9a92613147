"""A language model's place taken by a server on this machine: it answers by a rule, or badly.

It speaks OpenAI's chat completions as a stream, and counts tokens with the embedded encoder's own
tokenizer: near enough to those of language models to compare prompts by.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, Literal

from models.weights import model_folder

Manner = Literal["quiet", "slow", "nonsense", "wrong"]
SLOW_SECONDS = 10.0

NOTHING: Mapping[str, Mapping[str, Any]] = {
    "ModelHeard": {"act": "none", "wishes": []},
    "ModelQuestion": {"text": ""},
    "ModelReasons": {"reasons": []},
    "Order": {"best": []},
    "Told": {"sentences": []},
}
"""By what is asked for, an answer that is well-formed and changes nothing."""

LISTED = ("category", "categories")

GARBAGE = (
    "As a large language model I would say that the weather is fine.",
    '{"act": "dance", "wishes": "plenty"}',
    '{"act": "answer", "wishes": [{"attr',
    "",
    "<html>502</html>",
)


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    opened = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    opened.no_truncation()
    opened.no_padding()
    return opened


def tokens(text: str) -> int:
    """How many pieces a text has for the embedded encoder."""
    return len(_tokenizer().encode(text).ids)


def prompt_of(request: dict[str, Any]) -> str:
    """Everything that a request gives the model to read: messages, and the tools' descriptions."""
    said = [str(message.get("content")) for message in request["messages"]]
    called = [json.dumps(m["tool_calls"]) for m in request["messages"] if m.get("tool_calls")]
    described = [json.dumps(tool) for tool in request.get("tools", ())]
    return "\n".join([*said, *called, *described])


class StandIn:
    """Answers in one manner; ``prompts`` are the tokens of each request, ``url`` its address."""

    def __init__(self, manner: Manner, seed: int) -> None:
        self.manner = manner
        self.url = ""
        self.prompts: list[int] = []
        self._rng = random.Random(seed)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request after request."""
        try:
            while request := await _request(reader):
                self.prompts.append(await asyncio.to_thread(tokens, prompt_of(request)))
                if self.manner == "slow":
                    await asyncio.sleep(SLOW_SECONDS)
                writer.write(_response(self._message(request), self.prompts[-1]))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    def _message(self, request: dict[str, Any]) -> dict[str, Any]:
        """A message: nothing heard, garbage, a wish picked at random, or (unasked) a few words."""
        tools = [tool["function"]["name"] for tool in request.get("tools", ())]
        if self.manner == "nonsense":
            return {"content": self._rng.choice(GARBAGE)}
        name = next((name for name in tools if name in NOTHING), None)
        if name is None:
            return {"content": "What else?"}
        given = dict(NOTHING[name])
        if self.manner == "wrong" and "wishes" in given:
            given["wishes"] = self._wishes(request)
        function = {"name": name, "arguments": json.dumps(given)}
        return {"tool_calls": [{"index": 0, "id": "1", "type": "function", "function": function}]}

    def _wishes(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        lines = "\n".join(str(m.get("content")) for m in request["messages"]).splitlines()
        attributes = [json.loads(line) for line in lines if line.startswith('["')]
        listed = [one for one in attributes if len(one) > 3 and one[1] in LISTED]
        id, _, _, choices = self._rng.choice(listed)
        return [{"attribute": id, "value": self._rng.choice(choices.split("; "))}]


async def _request(reader: asyncio.StreamReader) -> dict[str, Any] | None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    body: dict[str, Any] = json.loads(await reader.readexactly(length))
    return body


def _response(message: dict[str, Any], read: int) -> bytes:
    """A stream of one message and its usage."""
    written = tokens(json.dumps(message))
    usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    events = b"".join(_event(chunk) for chunk in _chunks(message, usage)) + b"data: [DONE]\n\n"
    head = f"Content-Type: text/event-stream\r\nContent-Length: {len(events)}\r\n\r\n"
    return b"HTTP/1.1 200 OK\r\n" + head.encode() + events


def _chunks(message: dict[str, Any], usage: dict[str, int]) -> Iterator[dict[str, Any]]:
    delta = {"role": "assistant", **message}
    yield {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    yield {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    yield {"choices": [], "usage": usage}


def _event(chunk: dict[str, Any]) -> bytes:
    head = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "stand-in"}
    return b"data: " + json.dumps({**head, **chunk}).encode() + b"\n\n"


@asynccontextmanager
async def standing_in(manner: Manner, seed: int = 0) -> AsyncIterator[StandIn]:
    """A stand-in on a free port of this machine, while the block runs."""
    stand_in = StandIn(manner, seed)
    open_ones: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(stand_in.serve(reader, writer))
        open_ones.add(task)
        task.add_done_callback(open_ones.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    stand_in.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield stand_in
    finally:
        server.close()
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)
