"""believe: the belief over items, through the search tool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langgraph.runtime import Runtime

from agent.belief import Belief
from agent.belief import believe as combine
from agent.context import Context
from agent.doing import tell
from agent.hearing import musts
from agent.parameters import Parameters
from agent.state import Spoken, State
from core.model import Kind, Wish
from domains import Pack
from tools.search import Found, Words, score


async def believe(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Search with everything said so far and combine it with the wishes."""
    context = runtime.context
    tell(runtime, "comparing", int(context.desk.snapshot.available.sum()))
    words = said_so_far(state, context.pack, context.parameters)
    hard = musts(state.get("wishes", ()), context.pack)
    found = await score(context.desk, words, hard)
    with context.meter.step("belief"):
        belief = believed(state, found, context)
    return {"belief": belief}


def said_so_far(state: State, pack: Pack, p: Parameters) -> list[Words]:
    """Everything worth searching for by meaning, exclusions in free words included; what was said
    twice counts once, by the greater weight.
    """
    words: dict[str, Words] = {}
    for spoken in state.get("spoken", ()):
        said = weighted(spoken, pack, p)
        words[said.text] = max(said, words.get(said.text, said), key=lambda one: one.weight)
    return [*words.values(), *ruled_out(state.get("wishes", ()), pack, p)]


def believed(state: State, found: Found, context: Context) -> Belief:
    """The belief from what the search found and what is wished."""
    p = context.parameters
    return combine(
        context.pack,
        context.desk.snapshot,
        state.get("wishes", ()),
        found.meaning + p.beta_words * found.lexical,
        found.allowed,
        state.get("rejected", ()),
        p,
    )


def ruled_out(wishes: Sequence[Wish], pack: Pack, p: Parameters) -> list[Words]:
    """Exclusions in free words ("no crypto"): what means the same loses."""
    return [
        Words(text=str(wish.value), weight=-p.beta_avoid)
        for wish in wishes
        if wish.stance == "avoid" and pack.attribute(wish.attribute).type is Kind.TEXT
    ]


def weighted(spoken: Spoken, pack: Pack, p: Parameters) -> Words:
    """How much the meaning of these words counts: a description most, a side answer least."""
    asked = next((a for a in pack.attributes if a.id == spoken.attribute), None)
    if spoken.attribute == "opening":
        weight = p.beta_opening
    elif asked is None or asked.open_ended:
        weight = p.beta_text * (asked.telling if asked else 1)
    else:
        weight = p.beta_rest
    return Words(text=spoken.text, weight=weight, literal=spoken.own)
