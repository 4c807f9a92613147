"""relax: nothing fits; offer to give up ONE must-have, the one that opens most."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.asking import yes_or_no
from agent.context import Context
from agent.hearing import musts
from agent.nodes.recommend import HONEST_NONE
from agent.relaxing import candidates
from agent.state import State
from agent.wording import joined, said_alternatives, say_wish_value
from core.model import Wish
from core.reply import Reply
from domains import Pack
from guards.meets import to_meet
from tools.relax import openings


async def relax(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Ask about the one constraint, or say openly that nothing fits."""
    context = runtime.context
    hard = musts(state.get("wishes", ()), context.pack)
    with context.meter.step("relax"):
        opened = await openings(context.desk, hard)
    offered = [id for id in candidates(hard, state.get("refused", ())) if opened.get(id)]
    if not offered:
        reply = Reply(kind="recommendations", text=HONEST_NONE, recommendations=())
        return {
            "reply": reply,
            "pending": None,
            "finished": True,
            "shown": (),
            "titles": (),
            "gists": (),
        }
    best = max(offered, key=lambda id: opened[id])
    wish = said_must(hard, best, context.pack)
    count = opened[best]
    text = (
        f"Nothing fits everything you asked for. If I may give up “{wish}”, "
        f"there {'would be one' if count == 1 else f'would be {count}'}. Is that all right?"
    )
    question = yes_or_no(
        best,
        "relax",
        "No item meets all your must-haves together.",
        "Yes, that's fine",
        "No, keep it",
    )
    return {"reply": Reply(kind="question", text=text, question=question), "pending": question}


def said_must(hard: list[Wish], id: str, pack: Pack) -> str:
    """The must-haves of one attribute in words."""
    attribute = pack.attribute(id)
    own = [w for w in hard if w.attribute == id]
    parts = [said_alternatives(group, attribute, pack) for group in to_meet(own, attribute.type)]
    parts += [f"not {say_wish_value(w.value, attribute, pack)}" for w in own if w.stance == "avoid"]
    return f"{attribute.label}: {joined(parts)}"
