"""The clients of the providers, behind one door: messages and tools in, one message out.

Every answer is read as a stream, so that one without end is cut off instead of read to its end.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import add_ai_message_chunks

from models.call import CallFailed
from models.fault import status_of
from models.shape import Shape

LONGEST = 60_000
"""Characters of an answer that are read: far more than the tokens that may be written."""

THREADS = 16
"""Calls at the same time of clients that block; more wait. They have threads of their own, since a
slow provider would otherwise hold up everything else that is done in threads."""

BAD_REQUEST = 400

Tool = Any
"""What LangChain binds as a tool: a pydantic model, or one of its tools."""


@dataclass(frozen=True)
class Asked:
    """What a model is asked: messages, and the tools it may call or the shape of its answer."""

    messages: Sequence[BaseMessage]
    tools: Sequence[Tool] = ()
    shape: Shape | None = None


class Client(Protocol):
    """One model of one provider."""

    async def ask(self, asked: Asked, deadline: float) -> AIMessage:
        """The model's answer; raises whatever the provider's client raises.

        ``deadline`` is a moment of the monotonic clock after which nobody waits any more.
        """


class Shaping(ABC):
    """A client that binds its model to the shape of an answer where the provider can do that, and
    lets it call a tool of that shape otherwise.

    ``native``: the provider can. One that refuses a request so bound gets it once more with a tool,
    and if that goes well, tools are what it gets from then on.
    """

    def __init__(self, chat: Any, native: bool) -> None:
        self._chat = chat
        self.native = native

    async def ask(self, asked: Asked, deadline: float) -> AIMessage:
        """As :class:`Client`."""
        native = self.native and asked.shape is not None
        try:
            return await self._asked(bound(self._chat, asked, native), asked, deadline)
        except Exception as error:
            if not native or status_of(error) != BAD_REQUEST:
                raise
        answer = await self._asked(bound(self._chat, asked, False), asked, deadline)
        self.native = False
        return answer

    @abstractmethod
    async def _asked(self, chat: Any, asked: Asked, deadline: float) -> AIMessage:
        """The answer of a client that is bound to what is asked."""


class Streaming(Shaping):
    """A client whose streams are asynchronous."""

    async def _asked(self, chat: Any, asked: Asked, deadline: float) -> AIMessage:
        gathered = Gathered()
        async for chunk in chat.astream(list(asked.messages)):
            gathered.add(chunk)
        return gathered.message()


class Blocking(Shaping):
    """A client whose calls block, such as boto3's: each runs in a thread until its deadline."""

    threads = ThreadPoolExecutor(THREADS, "model")

    async def _asked(self, chat: Any, asked: Asked, deadline: float) -> AIMessage:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self._read, chat, asked, deadline)

    def _read(self, chat: Any, asked: Asked, deadline: float) -> AIMessage:
        gathered = Gathered()
        for chunk in chat.stream(list(asked.messages)):
            gathered.add(chunk)
            if monotonic() > deadline:
                raise CallFailed("timeout", "No answer in time.")
        return gathered.message()


class Gathered:
    """The chunks of an answer so far."""

    def __init__(self) -> None:
        self._whole: AIMessage | None = None
        self._chunks: list[AIMessageChunk] = []
        self._size = 0

    def add(self, chunk: AIMessage) -> None:
        """Take in a chunk; a model that cannot stream gives its whole message as one.

        Raises:
            CallFailed: the answer does not end.
        """
        if not isinstance(chunk, AIMessageChunk):
            self._whole = chunk
            return
        self._chunks.append(chunk)
        called = sum(len(call["args"] or "") for call in chunk.tool_call_chunks)
        self._size += len(str(chunk.content)) + called
        if self._size > LONGEST:
            raise CallFailed("unusable", "Its answer does not end.")

    def message(self) -> AIMessage:
        """All of them as one message.

        Raises:
            CallFailed: there are none.
        """
        if self._whole is not None:
            return self._whole
        if not self._chunks:
            raise CallFailed("unusable", "Its answer is empty.")
        return add_ai_message_chunks(*self._chunks)


def bound(chat: Any, asked: Asked, native: bool) -> Any:
    """The client with the tools of this question, or with the shape of its answer."""
    if asked.shape is None:
        return chat.bind_tools(list(asked.tools)) if asked.tools else chat
    if native:
        return chat.bind(**asked.shape.as_format())
    return chat.bind_tools([asked.shape.as_tool()], **_choice(chat, asked.shape.name))


def _choice(chat: Any, must: str) -> dict[str, str]:
    """How to make the model call a tool: some of Bedrock's cannot be made to, or to call any."""
    supported = getattr(chat, "supports_tool_choice_values", None)
    if supported is None or "tool" in supported:
        return {"tool_choice": must}
    return {"tool_choice": "any"} if "any" in supported else {}
