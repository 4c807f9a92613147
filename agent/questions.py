"""Answers questions about items from what they state and from their texts, without a model."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np

from agent import item_answers
from agent.context import Context
from agent.evidence import stems
from agent.inquiry import of_itself, parts
from agent.item_answers import Numbered, Part
from agent.listening.inquiring import asked_values, names_attribute
from agent.listing import comparing
from agent.passages import Found, Passage, ranked
from catalogue.likeness import Likened, liken
from catalogue.sentences import tellable
from core.model import Heard, Item, Reading
from domains import Pack

FEW = 2
"""Items whose whole text is read by its meaning; of more only what shares a word with the question.
"""

FIRST = 2
"""Sentences that tell what an item is."""


async def answered(
    asked: str, items: Sequence[Numbered], heard: Heard, context: Context
) -> tuple[str, bool]:
    """What items say to a question, and whether any says something."""
    pack, question = context.pack, heard.question or asked
    bare, alone = [item for _, item in items], len(items) == 1
    said: dict[str, list[str]] = {item.id: [] for item in bare}
    split = parts(question)
    readings: list[Reading] = []
    nearest: dict[str, list[Found]] = {}
    for one in split:
        values = heard.asked if len(split) == 1 else asked_values(one, context.listener.domain)
        order = comparing(asked, [value.attribute for value in values], pack)
        if order is not None and not values:
            values = (Reading(attribute=order.attribute),)
        readings += values
        if of_itself(one) and not values:
            for item in bare:
                said[item.id] += await asyncio.to_thread(_itself, item)
            continue
        named = names_attribute(one, context.listener.domain, values)
        part = Part(one, values, named, alone, len(items) <= FEW)
        found = await _found(part, bare, context)
        for item in bare:
            lines = item_answers.answer(item, part, found.get(item.id, ()), pack)
            said[item.id] += [line for line in lines if line not in said[item.id]]
        nearest |= {id: [*found[id], *nearest.get(id, ())] for id in found}
    order = comparing(asked, [one.attribute for one in readings], pack) if not alone else None
    told = {id: " ".join(lines) for id, lines in said.items()}
    any_told = any(told.values())
    if not any_told and nearest:
        closest = max(nearest, key=lambda id: nearest[id][0].score)
        told[closest] = " ".join(item_answers.nearest(nearest[closest]))
    return item_answers.listed(items, told, order, pack), any_told


def _itself(item: Item) -> list[str]:
    """The first sentences of an item's text."""
    spans = [span.text for span in tellable(item.title, item.cleaned)][:FIRST]
    return [f"{item_answers.SAYS} {' '.join(f'“{span}”' for span in spans)}"] if spans else []


async def _found(part: Part, items: Sequence[Item], context: Context) -> Mapping[str, list[Found]]:
    """By item id, the stretches of its text that answer best, the best first."""
    encoder = context.desk.encoder
    vector = await asyncio.to_thread(encoder.encode, [part.question])
    async with context.desk.lend() as connection:
        likened = await liken(connection, items, vector, encoder)
    found = {}
    for item in items:
        known = {one.span.start: one for one in likened.get(item.id, ())}
        whole = len(items) <= FEW
        told = await asyncio.to_thread(
            _passages, item, known, part.question, vector, whole, context
        )
        called = _unstated(part, item, context.pack)
        if chosen := ranked(told, part.question, called, stems(item.title)):
            found[item.id] = chosen[: item_answers.MOST_NEAREST]
    return found


def _unstated(part: Part, item: Item, pack: Pack) -> list[str]:
    """What the figures are called that are asked for and that an item does not state."""
    wanted = [pack.attribute(one.attribute) for one in part.asked]
    lacking = [a for a in wanted if a.id not in item.attributes and a.type.numeric]
    return [name for a in lacking for name in (a.label, *(a.told or a.words))]


def _passages(
    item: Item, known: Mapping[int, Likened], question: str, vector: np.ndarray, whole: bool,
    context: Context,
) -> list[Passage]:  # fmt: skip
    """The stretches of an item's text with their likeness to a question: all of them, or those of
    which it is kept and those that share a word with it.
    """
    spans = tellable(item.title, item.cleaned)
    asked = stems(question)
    others = [
        span for span in spans if span.start not in known and (whole or asked & stems(span.text))
    ]
    made = context.desk.encoder.encode([span.text for span in others]) @ vector[0] if others else []
    likeness = {span.start: float(value) for span, value in zip(others, made, strict=True)}
    likeness |= {start: max(one.cosines) for start, one in known.items()}
    return [Passage(span, likeness[span.start]) for span in spans if span.start in likeness]
