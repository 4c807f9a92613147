"""listen: what the person said or clicked, as changes of the profile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.critiquing import critiqued
from agent.decision import ANSWERED
from agent.elsewhere import known
from agent.hearing import heard_changes
from agent.inquiry import names_only
from agent.listening import Pending, hear_choices, hear_edits
from agent.listening.alternatives import with_alternatives
from agent.listening.commands import exact_command
from agent.listening.references import Screen, Traits, traits
from agent.model_calls import may_ask
from agent.model_listening import Situation, model_hears
from agent.nodes.screen import LITERAL, OTHER_LANGUAGE, language
from agent.opening import OPENING, example
from agent.state import State
from agent.values import widened
from catalogue.language import foreign, tongue_of
from core.model import Heard
from guards.needs import NEEDS

ORDERS = frozenset({"orders", "instructions"})
"""Flags of messages some of which reads like orders to a program: of these, only what is plainly
wished counts.
"""


async def listen(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Hear the message and merge it into the profile."""
    context = runtime.context
    with context.meter.step("listen"):
        heard = await _hear(state, context)
    heard = critiqued(heard, state.get("shown", ()), state.get("wishes", ()), context.desk.snapshot)
    needed = next((act for act in heard.acts if act in NEEDS), None)
    return {**heard_changes(state, heard, context.pack), "need": needed}


async def _hear(state: State, context: Context) -> Heard:
    said, pending = state["said"], pending_of(state)
    text = said.text
    if text is None and pending is not None and pending.attribute == OPENING:
        text = example(context.pack, said.choices)
    if text is None and said.choices is not None:
        return hear_choices(context.pack, said.choices, _widened(pending, said.choices, context))
    if text is None and said.profile is not None:
        return hear_edits(context.pack, said.profile, context.listener.vocabulary)
    heard = await _hear_words(text or "", pending, state, context)
    return with_alternatives(heard, text or "", context.pack)


async def _hear_words(text: str, pending: Pending | None, state: State, context: Context) -> Heard:
    """Words, read locally; by a language model too where that is not sure and may be."""
    if not text:
        return Heard(acts=("empty",))
    tongue = await asyncio.to_thread(tongue_of, text, language(context.pack))
    if tongue is not None and not may_ask("listen", state, context):
        return Heard(acts=("foreign",), language=tongue, sure=False)
    screen = await _screen(text, state, context)
    orders = bool({*state.get("flags", ())} & ORDERS)
    wishes, plea = state.get("wishes", ()), state.get("need")
    async with context.reading(text):
        heard = await asyncio.to_thread(
            context.listener.hear, text, pending, wishes, screen.titles, plea, orders, screen
        )
    if "details" in heard.acts and names_only(heard.question or ""):
        heard = await _resumed(heard, screen, state, context)
    if _insists(text, heard, pending, state):
        heard = heard.model_copy(update={"acts": ("answer",), "text": text, "sure": False})
    if LITERAL in state.get("flags", ()):
        return heard.model_copy(update={"text": None})
    if OTHER_LANGUAGE in state.get("flags", ()) and tongue is None and heard.text:
        served = language(context.pack)
        heard = heard.model_copy(update={"text": await asyncio.to_thread(_in, served, heard.text)})
    wanted = not heard.sure or tongue is not None or _always(heard, text, context)
    if not wanted or not may_ask("listen", state, context):
        return heard
    return await model_hears(heard, text, situation(state, pending), context)


async def _resumed(heard: Heard, screen: Screen, state: State, context: Context) -> Heard:
    """The question before this one, where this one only says of which other: "and the second?"."""
    said = [str(m.content) for m in state.get("messages", []) if m.type == "human"]
    if not said or not heard.about:
        return heard
    before = await asyncio.to_thread(
        context.listener.hear, said[-1], None, (), screen.titles, None, False, screen
    )
    if "details" not in before.acts or not before.question:
        return heard
    return heard.model_copy(update={"question": before.question, "asked": before.asked})


async def _screen(text: str, state: State, context: Context) -> Screen:
    """What is on the screen, what tells each item from the others, and what a text calls that is
    not there.
    """
    shown, titles = state.get("shown", ()), state.get("titles", ())
    found = {item.id: item for item in await context.desk.items(shown)} if titles else {}
    told = (traits(found[id], context.pack) if id in found else Traits() for id in shown)
    last = state.get("focus", ())
    focus = tuple(n for n, id in enumerate(shown, 1) if id in last)
    screen = Screen(titles, tuple(told) if titles else (), focus)
    return replace(screen, known=await known(text, screen, shown, last, context))


def _insists(text: str, heard: Heard, pending: Pending | None, state: State) -> bool:
    """Whether the same words come again, after a reply that did not take them for the answer to
    the question that still waits: then they are meant as one.
    """
    asked = pending is not None and pending.purpose == "ask"
    said = [m.text for m in state.get("messages", []) if m.type == "human"]
    beside = heard.acts[0] in ANSWERED and heard.acts[0] not in NEEDS
    return asked and beside and "?" not in text and said[-1:] == [text]


def _in(served: str, text: str) -> str | None:
    """The words to compare with the catalogue without those of another language."""
    kept, at = [], 0
    for start, end in foreign(text, served):
        kept.append(text[at:start])
        at = end
    return " ".join(" ".join([*kept, text[at:]]).split()) or None


def _always(heard: Heard, text: str, context: Context) -> bool:
    """Whether every message is read by the model, too, but for plain commands and distress."""
    asked = context.settings.listen_when == "always" and heard.acts[0] != "distress"
    return asked and exact_command(text) is None


def situation(state: State, pending: Pending | None) -> Situation:
    """What the message was said into."""
    reply = state.get("reply")
    return Situation(
        pending=pending,
        question=reply.text if reply is not None and reply.question is not None else None,
        wishes=state.get("wishes", ()),
        messages=state.get("messages", ()),
        titles=state.get("titles", ()),
        cards=(reply.recommendations or ()) if reply is not None else (),
    )


def _widened(pending: Pending | None, chosen: Sequence[str], context: Context) -> Pending | None:
    """The question as the person saw it, who may have looked for values that it did not show."""
    if pending is None or pending.attribute not in context.desk.snapshot.columns:
        return pending
    attribute = context.pack.attribute(pending.attribute)
    return widened(pending, chosen, attribute, context.desk.snapshot.columns[attribute.id])


def pending_of(state: State) -> Pending | None:
    """The question that waits for an answer, as listening needs it."""
    question = state.get("pending")
    if question is None:
        return None
    return Pending(question.attribute, question.purpose, question.choices)
