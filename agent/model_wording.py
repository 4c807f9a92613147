"""Questions and reasons in a model's words; the pack's own templates wherever those will not do."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field

from agent.context import Context
from agent.model_calls import answer_of, may_ask
from agent.profile import entries
from agent.state import State
from core.model import Item
from core.reply import Reason, Recommendation
from domains import Attribute
from readers.text import fold, stem, words

LONGEST_QUESTION = 160
_NAMED = re.compile(r"(?<!^)\b[A-Z]\w+")


class ModelQuestion(BaseModel):
    """The question in other words."""

    text: str


class ModelReason(BaseModel):
    """A reason in other words, by the number of its item and its own."""

    item: int
    reason: int
    text: str


class ModelReasons(BaseModel):
    """The reasons that could be said better."""

    reasons: list[ModelReason] = Field(default_factory=list)


async def worded_question(attribute: Attribute, state: State, context: Context) -> str:
    """How to ask for an attribute: in a model's words where it may be asked and asks the same."""
    if not _may_word(state, context):
        return attribute.ask
    inputs = {
        "noun": context.pack.noun.one,
        "question": attribute.ask,
        "label": attribute.label,
        "profile": profile_lines(state, context),
    }
    answer = await answer_of("word", "word_question", inputs, ModelQuestion, context)
    if answer is None or not asks_the_same(answer.text, attribute):
        return attribute.ask
    if context.guard.check_text(answer.text).verdict != "allow":
        return attribute.ask
    context.meter.spoke = True
    return answer.text


def _may_word(state: State, context: Context) -> bool:
    """Wording never adds a second call to a turn: listening comes first."""
    return context.meter.model_calls == 0 and may_ask("word", state, context)


def profile_lines(state: State, context: Context) -> list[dict[str, Any]]:
    """What is known so far, as data for a prompt."""
    known = entries(state.get("wishes", ()), context.pack)
    return [entry.model_dump(mode="json") for entry in known]


def asks_the_same(text: str, attribute: Attribute) -> bool:
    """Whether a question may stand for the pack's: one line, a word in common, nothing added."""
    own = f"{attribute.ask} {attribute.label}"
    return (
        len(text) <= LONGEST_QUESTION
        and "\n" not in text.strip()
        and text.rstrip().endswith("?")
        and text.count("?") == 1
        and not re.search(r"\d", text)
        and all(name.lower() in own.lower() for name in _NAMED.findall(text))
        and bool(_stems(text) & _stems(own))
    )


def _stems(text: str) -> set[str]:
    return {stem(fold(word.text)) for word in words(text) if len(word.text) > 3}


async def worded_reasons(
    cards: Sequence[Recommendation], items: Mapping[str, Item], state: State, context: Context
) -> tuple[Recommendation, ...]:
    """The cards with reasons in a model's words; a reason that the guard drops keeps its own."""
    if not cards or not _may_word(state, context):
        return tuple(cards)
    inputs = {
        "noun": context.pack.noun.one,
        "cards": [_told(number, card) for number, card in enumerate(cards, 1)],
    }
    within = context.settings.answer_timeout
    answer = await answer_of("word", "word_reasons", inputs, ModelReasons, context, within)
    if answer is None:
        return tuple(cards)
    new = [reworded(card, n, answer.reasons) for n, card in enumerate(cards, 1)]
    wishes = state.get("wishes", ())
    checked = await asyncio.to_thread(context.guard.check, new, items, wishes)
    allowed = {card.item_id: {*card.reasons} for card in checked.kept}
    said = tuple(
        mended(card, changed, allowed.get(card.item_id, set()))
        for card, changed in zip(cards, new, strict=True)
    )
    context.meter.worded |= texts_of(said) - texts_of(cards)
    return said


def texts_of(cards: Sequence[Recommendation]) -> set[str]:
    """The texts of all reasons."""
    return {reason.text for card in cards for reason in card.reasons}


def _told(number: int, card: Recommendation) -> dict[str, Any]:
    reasons = [
        {
            "reason": n,
            "text": reason.text,
            **({"evidence": reason.evidence.text} if reason.evidence else {}),
        }
        for n, reason in enumerate(card.reasons, 1)
    ]
    return {"item": number, "title": card.title, "reasons": reasons}


def reworded(card: Recommendation, number: int, said: Sequence[ModelReason]) -> Recommendation:
    """A card with the words said for its reasons; each keeps its attribute and evidence."""
    texts = {one.reason: one.text.strip() for one in said if one.item == number}
    changed = tuple(
        reason.model_copy(update={"text": texts.get(n) or reason.text})
        for n, reason in enumerate(card.reasons, 1)
    )
    return card.model_copy(update={"reasons": changed})


def mended(card: Recommendation, changed: Recommendation, allowed: set[Reason]) -> Recommendation:
    """The changed card, with the former words wherever the new ones were not allowed."""
    kept = tuple(
        new if new in allowed else old
        for old, new in zip(card.reasons, changed.reasons, strict=True)
    )
    return card.model_copy(update={"reasons": kept})
