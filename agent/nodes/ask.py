"""ask: the question that pays most, with quick replies."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.asking import nowhere, question, yes_or_no
from agent.context import Context
from agent.doing import tell
from agent.model_wording import worded_question
from agent.state import State
from agent.wording import say_wish_value
from core.reply import Reply


async def ask(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Put the chosen question."""
    tell(runtime, "asking")
    context, chosen = runtime.context, state["decision"].attribute or ""
    attribute = context.pack.attribute(chosen)
    asked = (*state.get("asked", ()), chosen)
    put = question(attribute, context.desk.snapshot, state["belief"])
    text = await worded_question(attribute, state, context)
    snapshot = context.desk.snapshot
    if missing := nowhere(state.get("wishes", ()), snapshot, state.get("turn", 0)):
        text = f"{missing}\n\n{text}"
    reply = Reply(kind="question", text=text, question=put)
    return {"reply": reply, "pending": put, "asked": asked}


async def confirm(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Ask, once and politely, which of two contradicting wishes holds."""
    pack = runtime.context.pack
    disputed = state.get("disputed")
    assert disputed is not None
    attribute = pack.attribute(disputed.attribute)
    later = [w for w in state.get("wishes", ()) if w.attribute == disputed.attribute]
    new = later[-1] if later else disputed
    old_words = _stance(disputed.stance) + say_wish_value(disputed.value, attribute, pack)
    new_words = _stance(new.stance) + say_wish_value(new.value, attribute, pack)
    choices = yes_or_no(
        attribute.id,
        "confirm",
        "The two do not go together.",
        f"Yes, {new_words}",
        f"No, {old_words}",
    )
    text = (
        f"Earlier you said “{old_words}” for {attribute.label.lower()}. "
        f"Shall I go with “{new_words}” now?"
    )
    return {"reply": Reply(kind="question", text=text, question=choices), "pending": choices}


def _stance(stance: str) -> str:
    return "not " if stance == "avoid" else ""
