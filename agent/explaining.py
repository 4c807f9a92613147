"""Answers free questions about items: a model reads them through the tools, and code checks it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import BaseTool, ToolException
from pydantic import ValidationError

from agent.cited import Told, spoken, supported
from agent.context import Context
from core.errors import ModelFailed
from core.model import Item
from models.reading import read
from prompts import fenced, load_prompt
from tools import TOOLS

READING: dict[str, BaseTool] = {tool.name: tool for tool in TOOLS if tool.name != "relax"}
"""What the model may call: it reads, and changes nothing."""

MOST_STEPS = 4
LONGEST_RESULT = 6_000


async def explained(question: str, items: Sequence[Item], context: Context) -> str | None:
    """The model's answer, as far as it holds; None without any.

    That the items do not say is an answer as well; only a model that gave none is noted.
    """
    try:
        told = await _told(question, items, context)
    except ModelFailed:
        context.meter.degraded.append("explain")
        return None
    by_id = {item.id: item for item in items}
    kept = await asyncio.to_thread(
        supported,
        told,
        by_id,
        question,
        context.pack,
        context.listener.domain.encoder.encode,
        lambda text: _sayable(text, context),
    )
    return spoken(kept, by_id, context.pack) if kept else None


def _sayable(text: str, context: Context) -> bool:
    return context.guard.check_text(text).verdict == "allow"


async def _told(question: str, items: Sequence[Item], context: Context) -> Told:
    """What the model says after reading.

    Raises:
        ModelFailed: it did not come to an answer.
    """
    assert context.chat is not None
    deadline = monotonic() + context.settings.answer_timeout
    messages = opening_messages(question, items, context)
    for _ in range(MOST_STEPS):
        left = max(0.05, deadline - monotonic())
        with context.waiting():
            answer = await context.chat.step(
                "explain", messages, [*READING.values(), Told], context.account, left
            )
        if not answer.tool_calls or answer.tool_calls[0]["name"] == Told.__name__:
            return _read(answer)
        messages += [answer, *[await _result(call, context) for call in answer.tool_calls]]
    raise ModelFailed("It read on without answering.")


def _read(answer: AIMessage) -> Told:
    """What an answer tells; nothing where it calls Told with nothing."""
    if answer.tool_calls and not answer.tool_calls[0]["args"]:
        return Told()
    return read(answer, Told)


def opening_messages(question: str, items: Sequence[Item], context: Context) -> list[BaseMessage]:
    """The prompt, with the items that were asked about."""
    prompt = load_prompt("explain")
    context.meter.prompts["explain"] = prompt.version
    shown = [{"number": n, "id": i.id, "title": i.title} for n, i in enumerate(items, 1)]
    noun = context.pack.noun.one
    steady, now = prompt.parts(noun=noun, shown=shown, question=question)
    return [SystemMessage(steady), HumanMessage(now)]


async def _result(call: Any, context: Context) -> ToolMessage:
    """What a tool gives; a call that cannot be made is told, so that it can be made otherwise."""
    tool = READING.get(call["name"])
    if tool is None:
        found = f"There is no tool {call['name']!r}."
    else:
        try:
            found = str(await tool.ainvoke({**call["args"], "desk": context.desk}))
        except (ToolException, ValidationError) as error:
            found = f"This call cannot be made: {error}"
    return ToolMessage(fenced(found[:LONGEST_RESULT]), tool_call_id=call["id"])
