"""believe: the belief over items, through the search tool."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.belief import believe as combine
from agent.context import Context
from agent.hearing import musts
from agent.parameters import Parameters
from agent.state import Spoken, State
from core.model import Kind
from domains import Pack
from tools.search import Found, Words, search


async def believe(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Search with everything said so far and combine it with the wishes."""
    context, wishes = runtime.context, state.get("wishes", ())
    p = context.parameters
    words = [weighted(spoken, context.pack, p) for spoken in state.get("spoken", ())]
    arguments = {"words": words, "musts": musts(wishes, context.pack), "desk": context.desk}
    call = {"name": "search", "args": arguments, "id": "search", "type": "tool_call"}
    message = await search.ainvoke(call)
    found: Found = message.artifact
    with context.meter.step("belief"):
        text = found.meaning + p.beta_words * found.lexical
        belief = combine(
            context.pack,
            context.desk.snapshot,
            wishes,
            text,
            found.allowed,
            state.get("rejected", ()),
            p,
        )
    return {"belief": belief}


def weighted(spoken: Spoken, pack: Pack, p: Parameters) -> Words:
    """How much the meaning of these words counts: a description most, a side answer least."""
    kinds = {attribute.id: attribute.type for attribute in pack.attributes}
    kind = kinds.get(spoken.attribute)
    if spoken.attribute == "opening":
        weight = p.beta_opening
    elif kind is Kind.TEXT or kind is None:
        weight = p.beta_text
    else:
        weight = p.beta_rest
    return Words(text=spoken.text, weight=weight)
