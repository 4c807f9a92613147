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
    heard = critiqued(heard, state.get("shown", ()), context.desk.snapshot)
    return heard_changes(state, heard, context.pack)


async def _hear(state: State, context: Context) -> Heard:
    said, pending = state["said"], pending_of(state)
    text = said.text
    if text is None and pending is not None and pending.attribute == OPENING:
        text = example(context.pack, said.choices)
    if text is None and said.choices is not None:
        return hear_choices(context.pack, said.choices, pending)
    if text is None and said.profile is not None:
        return hear_edits(context.pack, said.profile, context.listener.vocabulary)
    text, titles = text or "", state.get("titles", ())
    heard = await asyncio.to_thread(
        context.listener.hear, text, pending, state.get("wishes", ()), titles
    )
    if heard.sure or context.chat is None:
        return heard
    return await model_hears(heard, text, pending, state.get("wishes", ()), context)


def pending_of(state: State) -> Pending | None:
    """The question that waits for an answer, as listening needs it."""
    question = state.get("pending")
    if question is None:
        return None
    return Pending(question.attribute, question.purpose, question.choices)
