"""Orders the likeliest items anew with a language model, where one is set for it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from agent.context import Context
from agent.model_calls import answer_of, may_ask
from agent.model_wording import profile_lines
from agent.state import State
from agent.wording import say_item
from core.model import Item

JUDGED = 20
"""The likeliest items that a model sees."""

LONGEST_SUMMARY = 300


class Order(BaseModel):
    """The numbers of the best items, the best first."""

    best: list[int] = Field(default_factory=list)


async def judged(items: Sequence[Item], state: State, context: Context) -> list[Item]:
    """The items, those that a model finds best first; as they were without its answer.

    Which items there are is not the model's to say: all of them already meet the must-haves.
    """
    seen = items[:JUDGED]
    if len(seen) < 2 or not may_ask("judge", state, context):
        return list(items)
    inputs = {
        "noun": context.pack.noun.one,
        "said": [spoken.text for spoken in state.get("spoken", ())],
        "profile": profile_lines(state, context),
        "items": [_told(number, item, context) for number, item in enumerate(seen, 1)],
    }
    within = context.settings.answer_timeout
    answer = await answer_of("judge", "judge", inputs, Order, context, within)
    return reordered(items, answer.best) if answer else list(items)


def _told(number: int, item: Item, context: Context) -> dict[str, object]:
    facts = {
        attribute.label: say_item(item, attribute, context.pack)
        for attribute in context.pack.attributes
        if attribute.id in item.attributes and attribute.fact
    }
    text = context.guard.source_text(item.summary[:LONGEST_SUMMARY])
    return {"number": number, "title": item.title, "summary": text, **facts}


def reordered(items: Sequence[Item], best: Sequence[int]) -> list[Item]:
    """Items by one-based numbers first, each once; all others after them in their order."""
    first = [n - 1 for n in dict.fromkeys(best) if 0 < n <= min(len(items), JUDGED)]
    return [items[at] for at in (*first, *(at for at in range(len(items)) if at not in first))]
