"""A server on 127.0.0.1 that speaks the protocols of Bedrock's and SageMaker's runtimes.

Converse and ConverseStream (binary event stream), InvokeModel for embeddings, InvokeEndpoint for
text and embeddings of Hugging Face's containers. boto3 reaches it by its endpoint address.
"""

from __future__ import annotations

import json
import re
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from tests.emulators.wire import Handler, serving

USAGE = {"inputTokens": 120, "outputTokens": 30, "totalTokens": 150}
PIECE = 12
ROUTE = re.compile(
    r"/model/(?P<model>[^/]+)/(?P<what>converse-stream|converse|invoke)$"
    r"|/endpoints/(?P<endpoint>[^/]+)/(?P<invocations>invocations)$"
)


@dataclass(frozen=True)
class Spoken:
    """One answer: text, or a call of a tool ("?": the one that was asked for), and its fault.

    ``status`` and ``code`` make it an error of the service; ``delay`` is how many seconds its head
    comes late, ``first_token`` its first words; ``cut`` closes a stream after so many events,
    ``endless`` repeats words until nobody reads, ``broken`` sends an error inside the stream.
    """

    text: str = ""
    tool: str = ""
    arguments: Any = None
    stop: str = "end_turn"
    usage: dict[str, int] | None = field(default_factory=lambda: dict(USAGE))
    status: int = 200
    code: str = ""
    retry_after: str = ""
    delay: float = 0.0
    first_token: float = 0.0
    cut: int | None = None
    endless: bool = False
    broken: str = ""


@dataclass
class Request:
    """What arrived: the operation, the model or endpoint, the body, and the headers."""

    what: str
    model: str
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass
class AwsServer:
    """Answers in the order scripted; the last answer is given again and again.

    ``embed`` turns a text into its vector. ``profiles`` are the models behind inference
    profiles by ARN, ``looked_up`` the ARNs that were asked about; an endpoint that is ``old`` knows
    no messages.
    """

    url: str = ""
    script: list[Spoken] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    embed: Callable[[str], list[float]] = lambda text: [float(len(text)), 1.0, 0.0]
    profiles: dict[str, str] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    old: bool = False

    def answer(self, arguments: object, **more: Any) -> None:
        """Call the tool that was asked for."""
        self.script.append(Spoken(tool="?", arguments=arguments, stop="tool_use", **more))

    def say(self, text: str, **more: Any) -> None:
        """Answer with words."""
        self.script.append(Spoken(text=text, **more))

    def fail(self, status: int, code: str, retry_after: str = "") -> None:
        """An error of the service."""
        self.script.append(Spoken(status=status, code=code, retry_after=retry_after))

    def next(self, request: Request) -> Spoken:
        """The answer to this request."""
        if not self.script:
            return Spoken(status=500, code="InternalServerException")
        spoken = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        tools = request.body.get("toolConfig", {}).get("tools", ())
        named = next((t["toolSpec"]["name"] for t in tools if "toolSpec" in t), "none")
        if spoken.tool == "?" and "outputConfig" in request.body:
            given = spoken.arguments
            text = given if isinstance(given, str) else json.dumps(given)
            return replace(spoken, tool="", text=text, stop="end_turn")
        return replace(spoken, tool=named) if spoken.tool == "?" else spoken

    def embedded(self, request: Request) -> Any:
        """InvokeModel's answer in the form of Titan (one text) or Cohere (several)."""
        if "texts" in request.body:
            return {"embeddings": [self.embed(text) for text in request.body["texts"]]}
        vector = self.embed(request.body["inputText"])
        return {"embedding": vector, "inputTextTokenCount": 7}

    def invoked(self, request: Request, spoken: Spoken | None) -> Any:
        """InvokeEndpoint's answer: text where it is scripted, else one vector per input."""
        if spoken is not None and "messages" in request.body:
            usage = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
            message = {"role": "assistant", "content": spoken.text}
            return {"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}
        if spoken is not None:
            return [{"generated_text": spoken.text}]
        given = request.body["inputs"]
        return [self.embed(text) for text in ([given] if isinstance(given, str) else given)]


def content(spoken: Spoken) -> list[dict[str, Any]]:
    """The content blocks of a Converse message."""
    blocks: list[dict[str, Any]] = [{"text": spoken.text}] if spoken.text else []
    if spoken.tool:
        use = {"toolUseId": "tool_1", "name": spoken.tool, "input": spoken.arguments}
        blocks.append({"toolUse": use})
    return blocks


def converse(spoken: Spoken) -> dict[str, Any]:
    """The body of a Converse answer."""
    return {
        "output": {"message": {"role": "assistant", "content": content(spoken)}},
        "stopReason": spoken.stop,
        "usage": spoken.usage or {"inputTokens": 0, "outputTokens": 0, "totalTokens": 0},
        "metrics": {"latencyMs": 1},
    }


def events(spoken: Spoken) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events of a ConverseStream answer."""
    yield "messageStart", {"role": "assistant"}
    for n, block in enumerate(content(spoken)):
        use = block.get("toolUse")
        if use:
            start = {"toolUse": {"toolUseId": use["toolUseId"], "name": use["name"]}}
            yield "contentBlockStart", {"start": start, "contentBlockIndex": n}
        given = use["input"] if use else block["text"]
        text = given if isinstance(given, str) else json.dumps(given)
        for at in range(0, len(text), PIECE):
            piece = text[at : at + PIECE]
            delta = {"toolUse": {"input": piece}} if use else {"text": piece}
            yield "contentBlockDelta", {"delta": delta, "contentBlockIndex": n}
        yield "contentBlockStop", {"contentBlockIndex": n}
    yield "messageStop", {"stopReason": spoken.stop}
    if spoken.usage:
        yield "metadata", {"usage": spoken.usage, "metrics": {"latencyMs": 1}}


def frame(kind: str, body: dict[str, Any], message_type: str = "event") -> bytes:
    """One message of the binary event stream: lengths, checksum, headers, payload, checksum."""
    named = "exception-type" if message_type == "exception" else "event-type"
    told = {":message-type": message_type, f":{named}": kind, ":content-type": "application/json"}
    headers = b"".join(
        struct.pack("!B", len(name)) + name.encode() + struct.pack("!BH", 7, len(value))
        + value.encode()
        for name, value in told.items()
    )  # fmt: skip
    payload = json.dumps(body).encode()
    prelude = struct.pack("!II", 12 + len(headers) + len(payload) + 4, len(headers))
    head = prelude + struct.pack("!I", zlib.crc32(prelude))
    return head + headers + payload + struct.pack("!I", zlib.crc32(head + headers + payload))


class _Handler(Handler):
    @property
    def _aws(self) -> AwsServer:
        state: AwsServer = self.server.state
        return state

    def do_GET(self) -> None:
        """GetInferenceProfile."""
        arn = unquote(self.path.removeprefix("/inference-profiles/"))
        self._aws.looked_up.append(arn)
        model = self._aws.profiles.get(arn)
        if model is None:
            denied = {"x-amzn-errortype": "AccessDeniedException"}
            return self.say(403, {"message": "scripted failure"}, denied)
        named = f"arn:aws:bedrock:eu-west-1::foundation-model/{model}"
        return self.say(200, {"inferenceProfileArn": arn, "models": [{"modelArn": named}]})

    def answer(self, body: bytes) -> None:
        found = ROUTE.match(self.path)
        assert found is not None, self.path
        what = found["what"] or found["invocations"]
        named = unquote(found["model"] or found["endpoint"])
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(what, named, json.loads(body), headers)
        self._aws.requests.append(request)
        if what == "invocations" and self._aws.old and "messages" in request.body:
            told = {"Message": "scripted failure", "OriginalStatusCode": 422}
            self.say(424, told, {"x-amzn-errortype": "ModelError"})
        elif what == "invoke" and not self._aws.script:
            self.say(200, self._aws.embedded(request))
        elif what == "invocations" and not self._aws.script:
            self.say(200, self._aws.invoked(request, None))
        else:
            self._as_scripted(request, self._aws.next(request))

    def _as_scripted(self, request: Request, spoken: Spoken) -> None:
        self._aws.released.wait(spoken.delay)
        if spoken.status != 200:
            headers = {"x-amzn-errortype": spoken.code}
            if spoken.retry_after:
                headers["Retry-After"] = spoken.retry_after
            self.say(spoken.status, {"message": "scripted failure"}, headers)
        elif request.what == "invocations":
            self.say(200, self._aws.invoked(request, spoken))
        elif request.what == "converse":
            self.say(200, converse(spoken))
        else:
            self._stream(spoken)

    def _stream(self, spoken: Spoken) -> None:
        self.begin("application/vnd.amazon.eventstream")
        self._aws.released.wait(spoken.first_token)
        told = list(events(spoken))
        while spoken.endless and not self._aws.released.is_set():
            self.chunk(frame(*told[1]))
        for event in told[: spoken.cut]:
            self.chunk(frame(*event))
        if spoken.broken:
            self.chunk(frame(spoken.broken, {"message": "scripted failure"}, "exception"))
        if spoken.cut is None:
            self.chunk(b"")
        else:
            self.close_connection = True


@contextmanager
def aws_server_running() -> Iterator[AwsServer]:
    """A running server on a free port."""
    state = AwsServer()
    with serving(_Handler, state) as port:
        state.url = f"http://127.0.0.1:{port}"
        try:
            yield state
        finally:
            state.released.set()
