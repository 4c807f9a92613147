"""Listening with a language model: what it says goes through the same local reading and merge."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field

from agent.context import Context
from agent.listening import Pending
from agent.profile import entries
from core.errors import ModelFailed
from core.model import Act, Heard, Kind, Range, Reading, Stance, Wish, WishValue
from domains import Attribute, Pack
from guards.figures import speaks_of_figures
from prompts import load_prompt
from readers.text import fold

MOST_CHOICES = 60
SURE = 0.85


class ModelWish(BaseModel):
    """One wish that the message states or changes."""

    attribute: str
    stance: Stance = "want"
    value: str | None = None
    min: float | None = None
    max: float | None = None
    must: bool | None = None
    remove: bool = False


class ModelHeard(BaseModel):
    """What one message says: one act, and the wishes it states."""

    act: Literal["answer", "unsure", "any", "show", "why", "explain", "restart", "back", "none"]
    wishes: list[ModelWish] = Field(default_factory=list)


async def model_hears(
    local: Heard, text: str, pending: Pending | None, wishes: Sequence[Wish], context: Context
) -> Heard:
    """The model's reading, completed by the local one; the local one alone when the model fails."""
    chat = context.chat
    assert chat is not None
    prompt = load_prompt("listen")
    context.meter.prompts["listen"] = prompt.version
    context.meter.model_calls += 1
    try:
        answer, used = await chat.structured(
            prompt.render(**_inputs(text, pending, wishes, context.pack)), ModelHeard
        )
    except ModelFailed:
        context.meter.degraded.append("listen")
        return local
    context.meter.input_tokens += used.input_tokens
    context.meter.output_tokens += used.output_tokens
    context.meter.cost_usd = used.cost_usd
    said = answer.model_copy(
        update={"wishes": [w for w in answer.wishes if _said(w, text, context)]}
    )
    return await asyncio.to_thread(merged, local, said, context)


def _said(wish: ModelWish, text: str, context: Context) -> bool:
    """Whether a wish can come from this message: no figure without one, no words that it lacks.

    A model that was talked into something else can so neither invent a bound nor write words of its
    own, such as its instructions, into the profile.
    """
    kind = next((a.type for a in context.pack.attributes if a.id == wish.attribute), None)
    if kind is not None and kind.numeric and (wish.min is not None or wish.max is not None):
        return speaks_of_figures(text)
    return kind is not Kind.TEXT or not wish.value or _plain(wish.value) in _plain(text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _inputs(
    text: str, pending: Pending | None, wishes: Sequence[Wish], pack: Pack
) -> dict[str, Any]:
    return {
        "noun": pack.noun.one,
        "currency": pack.currency,
        "attributes": [_described(attribute) for attribute in pack.attributes],
        "question": pending.attribute if pending else None,
        "profile": [entry.model_dump(mode="json") for entry in entries(wishes, pack)],
        "utterance": text,
    }


def _described(attribute: Attribute) -> dict[str, Any]:
    choices = [choice.value for choice in attribute.choices][:MOST_CHOICES]
    return {
        "id": attribute.id,
        "type": attribute.type.value,
        "label": attribute.label,
        **({"choices": choices} if choices else {}),
    }


def merged(local: Heard, answer: ModelHeard, context: Context) -> Heard:
    """One hearing of two: the model's readings win for the attributes it read."""
    known = {attribute.id: attribute for attribute in context.pack.attributes}
    read = [
        reading
        for wish in answer.wishes
        if wish.attribute in known
        for reading in _readings(wish, known[wish.attribute], context)
    ]
    covered = {reading.attribute for reading in read}
    kept = [reading for reading in local.readings if reading.attribute not in covered]
    acts: tuple[Act, ...] = local.acts
    if answer.act != "none" and not read and set(local.acts) <= {"answer", "empty"}:
        acts = (answer.act,)
    elif read:
        acts = ("answer", *(act for act in local.acts if act not in ("answer", "empty", "unsure")))
    return local.model_copy(update={"readings": (*kept, *read), "acts": acts, "by": "model"})


def _readings(wish: ModelWish, attribute: Attribute, context: Context) -> list[Reading]:
    """A model's wish in the pack's own values; what the vocabulary does not know is dropped."""
    bare = Reading(attribute=wish.attribute, stance=wish.stance, must=wish.must, confidence=SURE)
    if wish.remove:
        return [Reading(attribute=wish.attribute, remove=True)]
    if wish.stance == "any":
        return [bare]
    if attribute.type.numeric:
        value = _range(wish)
        return [bare.model_copy(update={"value": value})] if value else []
    exact = _exact(wish.value, attribute, context)
    if exact is not None:
        return [bare.model_copy(update={"value": exact})]
    if not wish.value:
        return []
    heard = context.listener.hear(wish.value, Pending(attribute.id), (), ())
    return [
        reading.model_copy(update={"stance": wish.stance, "must": wish.must})
        for reading in heard.readings
        if reading.attribute == attribute.id
    ]


def _range(wish: ModelWish) -> Range | None:
    if wish.min is None and wish.max is None:
        return None
    ends = sorted(end for end in (wish.min, wish.max) if end is not None)
    if len(ends) == 2:
        return Range(min=ends[0], max=ends[1])
    return Range(min=wish.min, max=wish.max)


def _exact(value: str | None, attribute: Attribute, context: Context) -> WishValue | None:
    if value is None:
        return None
    if attribute.type is Kind.FLAG:
        return {"true": True, "false": False}.get(value.strip().lower())
    if attribute.type is Kind.TEXT:
        return value
    return value if value in context.listener.vocabulary.get(attribute.id, {}) else None
