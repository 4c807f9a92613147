"""listen: what the person said or clicked, as changes of the profile."""

from __future__ import annotations

import asyncio
from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.critiquing import critiqued
from agent.hearing import heard_changes
from agent.listening import Pending, hear_choices, hear_edits
from agent.model_listening import model_hears
from agent.opening import OPENING, example
from agent.state import State
from core.model import Heard


async def listen(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Hear the message and merge it into the profile."""
    context = runtime.context
    with context.meter.step("listen"):
        heard = await _hear(state, context)
    heard = critiqued(heard, state.get("shown", ()), state.get("wishes", ()), context.desk.snapshot)
    calls = state.get("calls", 0) + context.meter.model_calls
    return {**heard_changes(state, heard, context.pack), "calls": calls}


async def _hear(state: State, context: Context) -> Heard:
    said, pending = state["said"], pending_of(state)
    text = said.text
    if text is None and pending is not None and pending.attribute == OPENING:
        text = example(context.pack, said.choices)
    if text is None and said.choices is not None:
        return hear_choices(context.pack, said.choices, pending)
    if text is None and said.profile is not None:
        return hear_edits(context.pack, said.profile, context.listener.vocabulary)
    return await _hear_words(text or "", pending, state, context)


async def _hear_words(text: str, pending: Pending | None, state: State, context: Context) -> Heard:
    """Words, read locally; by a language model too where that is not sure and may be."""
    need, titles = state.get("need"), state.get("titles", ())
    if need is not None:
        return Heard(acts=(need,))
    heard = await asyncio.to_thread(
        context.listener.hear, text, pending, state.get("wishes", ()), titles
    )
    if state.get("literal"):
        return heard.model_copy(update={"text": None})
    if heard.sure or context.chat is None or _spent(state, context):
        return heard
    return await model_hears(heard, text, pending, state.get("wishes", ()), context)


def _spent(state: State, context: Context) -> bool:
    """Whether this conversation has used up its calls of a language model; noted with the turn."""
    spent = state.get("calls", 0) >= context.settings.model_calls
    if spent:
        context.meter.degraded.append("model calls")
    return spent


def pending_of(state: State) -> Pending | None:
    """The question that waits for an answer, as listening needs it."""
    question = state.get("pending")
    if question is None:
        return None
    return Pending(question.attribute, question.purpose, question.choices)
