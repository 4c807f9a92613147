"""Listening with a language model: what it says goes through the same local reading and merge."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field, ValidationError, field_validator

from agent.context import Context
from agent.listening import Pending
from agent.model_calls import answer_of
from agent.profile import entries
from core.model import Act, Heard, Kind, Range, Reading, Stance, Wish, WishValue
from domains import Attribute, Pack
from guards.figures import speaks_of_figures
from readers.text import fold

MOST_CHOICES = 60
SURE = 0.85
TRUST = 0.8
"""How probably a value that a model names is the one that was meant, of words that are hard to read
here. Not fitted: it bounds what a wrong reading can do, and leaves a right one most of its weight.
"""


ModelAct = Literal["answer", "unsure", "any", "show", "why", "explain", "restart", "back", "none"]


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

    act: ModelAct
    wishes: list[ModelWish] = Field(default_factory=list)

    @field_validator("act", mode="before")
    @classmethod
    def _known(cls, given: object) -> object:
        """Families invent acts of their own; what counts then is the wishes."""
        return given if given in get_args(ModelAct) else "none"

    @field_validator("wishes", mode="before")
    @classmethod
    def _readable(cls, given: object) -> object:
        """Half a right answer is worth having: a wish that cannot be read is left out."""
        return [wish for wish in given if _readable(wish)] if isinstance(given, list) else given


def _readable(wish: object) -> bool:
    try:
        ModelWish.model_validate(wish)
    except ValidationError:
        return False
    return True


async def model_hears(
    local: Heard, text: str, pending: Pending | None, wishes: Sequence[Wish], context: Context
) -> Heard:
    """The model's reading, completed by the local one; the local one alone when the model fails."""
    inputs = listening_inputs(text, pending, wishes, context.pack)
    answer = await answer_of("listen", "listen", inputs, ModelHeard, context)
    if answer is None:
        return local
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


def listening_inputs(
    text: str, pending: Pending | None, wishes: Sequence[Wish], pack: Pack
) -> dict[str, Any]:
    """What the prompt of listening needs."""
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


BESIDE = ("answer", "empty", "unsure", "smalltalk", "thanks", "greeting", "foreign")
"""Acts that give way where a model read a wish."""


def merged(local: Heard, answer: ModelHeard, context: Context) -> Heard:
    """One hearing of two: the model's readings win for the attributes it read."""
    known = {attribute.id: attribute for attribute in context.pack.attributes}
    read = [
        reading
        for wish in answer.wishes
        if wish.attribute in known
        for reading in _readings(wish, known[wish.attribute], context)
    ]
    read = [pooled(reading, local.readings, known[reading.attribute]) for reading in read]
    covered = {reading.attribute for reading in read}
    kept = [reading for reading in local.readings if reading.attribute not in covered]
    acts: tuple[Act, ...] = local.acts
    if answer.act != "none" and not read and set(local.acts) <= {"answer", "empty"}:
        acts = (answer.act,)
    elif read:
        acts = ("answer", *(act for act in local.acts if act not in BESIDE))
    return local.model_copy(update={"readings": (*kept, *read), "acts": acts, "by": "model"})


def pooled(reading: Reading, local: Sequence[Reading], attribute: Attribute) -> Reading:
    """A model's value of a category with the local opinion beside it: linear pool (Stone 1961)."""
    if attribute.type is not Kind.CATEGORY or reading.stance != "want" or reading.remove:
        return reading
    own = [one for one in local if one.attribute == attribute.id and one.stance == "want"]
    opinion = dict(own[0].weights or ((str(own[0].value), own[0].confidence),)) if own else {}
    weights = {name: (1 - TRUST) * weight for name, weight in opinion.items()}
    weights[str(reading.value)] = weights.get(str(reading.value), 0.0) + TRUST
    return reading.model_copy(update={"weights": tuple(weights.items())})


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
