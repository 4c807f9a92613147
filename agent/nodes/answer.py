"""answer: a notice, or an explanation followed by the question again."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent import answering
from agent.context import Context
from agent.state import State
from agent.wording import joined
from catalogue.search import read_items
from core.model import Item
from core.reply import Reply


async def answer(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Answer what was asked; the pending question stays and is repeated."""
    context, pending, heard = runtime.context, state.get("pending"), state["heard"]
    pack, acts = context.pack, heard.acts
    before = state["reply"].text.rsplit("\n\n", 1)[-1] if "reply" in state else ""
    if "why" in acts or ("explain" in acts and pending and pending.purpose != "ask"):
        return _again(answering.why(pack, pending, before), state)
    if "explain" in acts:
        return _again(answering.explain(pack, pending, heard), state)
    if "human" in acts:
        return _notice(pack.human, state)
    if "bye" in acts:
        return _notice(answering.FAREWELL, state)
    if "profile" in acts:
        return _notice(answering.profile(state.get("wishes", ()), pack), state)
    if "details" in acts or "compare" in acts:
        return _notice(await _about_items(state, context), state)
    if "greeting" in acts and pending is None:
        return _notice(answering.ASK_MORE, state)
    return _again(answering.NOT_CAUGHT if "empty" in acts else answering.ASK_MORE, state)


async def _about_items(state: State, context: Context) -> str:
    """What is stored of the items named, if the guard lets it pass; else where to read it."""
    text, items = await _stored(state, context)
    if context.guard.check_text(text).verdict == "allow":
        return text
    titles = joined([item.title for item in items])
    return f"I cannot repeat that text here. Please open the listing itself: {titles}."


async def _stored(state: State, context: Context) -> tuple[str, list[Item]]:
    shown, about = state.get("shown", ()), state["heard"].about
    ids = [shown[n - 1] for n in about if 0 < n <= len(shown)] or list(shown[:1])
    if not ids:
        return "I have not shown you anything yet. " + answering.ASK_MORE, []
    items = await read_items(context.connection, context.pack.id, ids)
    if "compare" in state["heard"].acts and len(items) > 1:
        return answering.compare(items, context.pack), items
    return answering.details(items[0], context.pack), items


def _again(text: str, state: State) -> dict[str, Any]:
    """An explanation followed by the question: a question where one waits, else a notice."""
    pending = state.get("pending")
    if pending is None:
        return _notice(text, state)
    return {"reply": Reply(kind="question", text=text, question=pending)}


def _notice(text: str, state: State) -> dict[str, Any]:
    return {"reply": Reply(kind="notice", text=text, question=state.get("pending"))}
