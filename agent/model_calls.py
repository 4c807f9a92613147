"""Asking a language model within a turn: whether it may be asked, and going on without it."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from agent.context import Context
from agent.state import State
from core.errors import ModelFailed
from models.call import Job
from prompts import load_prompt

Answer = TypeVar("Answer", bound=BaseModel)


def may_ask(job: Job, state: State, context: Context) -> bool:
    """Whether a model is there for the job and the conversation has calls left; noted if not."""
    if context.chat is None or not context.chat.can(job):
        return False
    spent = state.get("calls", 0) + context.meter.model_calls >= context.settings.model_calls
    if spent and "model calls" not in context.meter.degraded:
        context.meter.degraded.append("model calls")
    return not spent


async def answer_of(
    job: Job,
    name: str,
    inputs: dict[str, Any],
    schema: type[Answer],
    context: Context,
    within: float | None = None,
) -> Answer | None:
    """The model's answer to the prompt ``name``; None, and noted with the turn, without one."""
    assert context.chat is not None
    prompt = load_prompt(name)
    context.meter.prompts[name] = prompt.version
    try:
        with context.waiting():
            return await context.chat.structured(
                job, prompt.parts(**inputs), schema, context.account, within
            )
    except ModelFailed:
        context.meter.degraded.append(job)
        return None
