"""The clients of the providers, behind one door: messages and tools in, one message out.

Every answer is read as a stream, so that one without end is cut off instead of read to its end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import add_ai_message_chunks

from models.call import CallFailed

LONGEST = 60_000
"""Characters of an answer that are read: far more than the tokens that may be written."""

THREADS = 16
"""Calls at the same time of clients that block; more wait. They have threads of their own, since a
slow provider would otherwise hold up everything else that is done in threads."""

Tool = Any
"""What LangChain binds as a tool: a pydantic model, or one of its tools."""


@dataclass(frozen=True)
class Asked:
    """What a model is asked: messages, the tools it may call, and the one it must call, if any."""

    messages: Sequence[BaseMessage]
    tools: Sequence[Tool] = ()
    must: str | None = None


class Client(Protocol):
    """One model of one provider."""

    async def ask(self, asked: Asked, deadline: float) -> AIMessage:
        """The model's answer; raises whatever the provider's client raises.

        ``deadline`` is a moment of the monotonic clock after which nobody waits any more.
        """


class Streaming:
    """A client whose streams are asynchronous."""

    def __init__(self, chat: Any) -> None:
        self._chat = chat

    async def ask(self, asked: Asked, deadline: float) -> AIMessage:
        """As :class:`Client`."""
        gathered = Gathered()
        async for chunk in bound(self._chat, asked).astream(list(asked.messages)):
            gathered.add(chunk)
        return gathered.message()


class Blocking:
    """A client whose calls block, such as boto3's: each runs in a thread until its deadline."""

    threads = ThreadPoolExecutor(THREADS, "model")

    def __init__(self, chat: Any) -> None:
        self._chat = chat

    async def ask(self, asked: Asked, deadline: float) -> AIMessage:
        """As :class:`Client`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self._read, asked, deadline)

    def _read(self, asked: Asked, deadline: float) -> AIMessage:
        gathered = Gathered()
        for chunk in bound(self._chat, asked).stream(list(asked.messages)):
            gathered.add(chunk)
            if monotonic() > deadline:
                raise CallFailed("timeout", "No answer in time.")
        return gathered.message()


class Plain(Blocking):
    """A client that turns one text into another, without messages, tools or streams."""

    def _read(self, asked: Asked, deadline: float) -> AIMessage:
        text = "\n\n".join(message.text for message in asked.messages)
        return AIMessage(self._chat.invoke(text))


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


def bound(chat: Any, asked: Asked) -> Any:
    """The client with the tools of this question."""
    if not asked.tools:
        return chat
    return chat.bind_tools(list(asked.tools), **_choice(chat, asked.must))


def _choice(chat: Any, must: str | None) -> dict[str, str]:
    """How to make the model call a tool: some of Bedrock's cannot be made to, or to call any."""
    supported = getattr(chat, "supports_tool_choice_values", None)
    if must is None:
        return {}
    if supported is None or "tool" in supported:
        return {"tool_choice": must}
    return {"tool_choice": "any"} if "any" in supported else {}
