"""answer: a notice, or an explanation followed by the question again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from langgraph.runtime import Runtime

from agent import answering
from agent.context import Context
from agent.doing import tell
from agent.evidence import quotes
from agent.explaining import explained
from agent.inquiry import inquires
from agent.listing import first_rows, ordering
from agent.model_calls import may_ask
from agent.nodes.screen import ASIDE
from agent.state import State
from catalogue.likeness import liken
from core.model import Act, Item
from core.reply import Reply
from domains import Pack
from guards.needs import NEEDS, Need


async def answer(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Answer what was asked; the pending question stays and is repeated."""
    tell(runtime, "looking_up")
    context, pending, heard = runtime.context, state.get("pending"), state["heard"]
    pack, acts = context.pack, heard.acts
    before = state["reply"].text.rsplit("\n\n", 1)[-1] if "reply" in state else ""
    if (need := _need(acts)) is not None:
        return _notice(prepared(pack, need), state)
    if "why" in acts or ("explain" in acts and pending and pending.purpose != "ask"):
        return _again(answering.why(pack, pending, before), state)
    if "explain" in acts:
        return _again(answering.explain(pack, pending, heard), state)
    if "foreign" in acts:
        return _again(answering.foreign(heard.language), state)
    if "bye" in acts:
        return _notice(answering.FAREWELL, state)
    if "service" in acts:
        return _again(answering.service(pack, _shown_items(context)), state)
    if "list" in acts:
        return _again(await _about_list(state, context), state)
    if "thanks" in acts or "smalltalk" in acts:
        return _again(answering.pleasantry(acts, pending, pack), state)
    if "profile" in acts:
        return _notice(answering.profile(state.get("wishes", ()), pack), state)
    if "details" in acts or "compare" in acts:
        return _notice(await _about_items(state, context), state)
    if "greeting" in acts and pending is None:
        return _notice(answering.ASK_MORE, state)
    return _again(_uncaught(state), state)


def _uncaught(state: State) -> str:
    """What is said to a message without a wish."""
    if "empty" not in state["heard"].acts:
        return answering.ASK_MORE
    return answering.BESIDE if ASIDE in state.get("flags", ()) else answering.NOT_CAUGHT


def prepared(pack: Pack, need: Need) -> str:
    """The pack's own words for somebody who needs something other than an item."""
    return pack.human if need == "human" else str(getattr(pack.care, need))


def _need(acts: Sequence[Act]) -> Need | None:
    return next((need for need in NEEDS if need in acts), None)


async def _about_items(state: State, context: Context) -> str:
    """What is stored of the items named, as far as it may be repeated."""
    return context.guard.source_text(await _stored(state, context))


async def _stored(state: State, context: Context) -> str:
    shown, about = state.get("shown", ()), state["heard"].about
    ids = [shown[n - 1] for n in about if 0 < n <= len(shown)] or list(shown[:1])
    if not ids:
        return "I have not shown you anything yet. " + answering.ASK_MORE
    question = state["said"].text or ""
    if not about and "details" in state["heard"].acts and inquires(question):
        ids = list(shown)
    items = await context.desk.items(ids)
    if "compare" in state["heard"].acts and len(items) > 1:
        return answering.compare(items, context.pack)
    if inquires(question):
        return await _answered(question, items, state, context)
    return answering.details(items[0], context.pack)


async def _answered(question: str, items: Sequence[Item], state: State, context: Context) -> str:
    """What the items say about a question: found by a model where one may be asked, or here."""
    if may_ask("explain", state, context):
        told = await explained(question, items, context)
        if told is not None:
            context.meter.spoke = True
            return told
    named = [match.value for match in context.listener.domain.names.find(question)]
    encoder = context.desk.encoder
    vectors = await asyncio.to_thread(encoder.encode, [question])
    async with context.desk.lend() as connection:
        likened = await liken(connection, items, vectors, encoder)
    return answering.about(items, named, quotes(likened, [question]), context.pack)


def _shown_items(context: Context) -> int:
    return int(context.desk.snapshot.available.sum())


async def _about_list(state: State, context: Context) -> str:
    """How many fit, and which is first by what the question names."""
    belief, snapshot = state["belief"], context.desk.snapshot
    question = state["said"].text or ""
    names = [match.value for match in context.listener.domain.names.find(question)]
    order = ordering(question, names, context.pack)
    count = int(belief.fitting.sum())
    rows = first_rows(snapshot, belief.fitting, order) if order else []
    items = await context.desk.items([snapshot.ids[row] for row in rows])
    return answering.listed(count, items, order, context.pack)


def _again(text: str, state: State) -> dict[str, Any]:
    """An explanation followed by the question: a question where one waits, else a notice."""
    pending = state.get("pending")
    if pending is None:
        return _notice(text, state)
    return {"reply": Reply(kind="question", text=text, question=pending)}


def _notice(text: str, state: State) -> dict[str, Any]:
    return {"reply": Reply(kind="notice", text=text, question=state.get("pending"))}
