"""recommend: cards for the likeliest items, and check: only what passes the guard is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from langgraph.runtime import Runtime

from agent.context import Context
from agent.evidence import quotes
from agent.hearing import musts, said_words
from agent.recommending import FIVE, drafts, one_of_each_group, shortlist
from agent.state import State
from catalogue.search import read_items
from core.model import Item
from core.reply import Recommendation, Reply
from domains import Pack
from guards.outgoing import Checked

BEST = "Here are the five that best match what you told me."
AGAIN = "These five match best now."
MORE = "Here are five others."
NO_OTHERS = (
    "I have shown you everything that fits what you told me. "
    "Change or drop a wish, and I will look again."
)
HONEST_NONE = (
    "Nothing in the catalogue fits what you told me. "
    "You can change or drop a wish, and I will look again."
)


async def recommend(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Draft a few more cards than five, best first."""
    context, belief = runtime.context, state["belief"]
    snapshot = context.desk.snapshot
    with context.meter.step("recommend"):
        ids = shortlist(snapshot, belief, exclude=state.get("rejected", ()))
        items = await read_items(context.connection, context.pack.id, ids)
        distinct = one_of_each_group(items)
        quoted = await asyncio.to_thread(
            quotes, distinct[:FIVE], said_words(state), context.desk.encoder
        )
        wishes = state.get("wishes", ())
        drafted = drafts(distinct, snapshot, belief, wishes, quoted, context.pack)
    return {"drafts": drafted, "items": {item.id: item for item in items}}


async def check(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Pass the cards through the guard: five, then the reserve for those that were blocked."""
    context, drafted = runtime.context, state["drafts"]
    with context.meter.step("guard"):
        first = await _checked(context, drafted[:FIVE], state)
        kept, verdicts = first.kept, first.verdicts
        if len(kept) < min(FIVE, len(drafted)) and drafted[FIVE:]:
            more = await _checked(context, drafted[FIVE:], state)
            kept, verdicts = (*kept, *more.kept)[:FIVE], (*verdicts, *more.verdicts)
    reply = Reply(
        kind="recommendations", text=headline(kept, state, context.pack), recommendations=kept
    )
    return {
        "reply": reply,
        "verdicts": verdicts,
        "pending": None,
        "finished": True,
        "shown": tuple(card.item_id for card in kept),
        "titles": tuple(card.title for card in kept),
    }


async def _checked(context: Context, cards: Sequence[Recommendation], state: State) -> Checked:
    items: dict[str, Item] = state["items"]
    wishes = state.get("wishes", ())
    return await asyncio.to_thread(context.guard.check, cards, items, wishes)


def headline(kept: Sequence[Recommendation], state: State, pack: Pack) -> str:
    """What is said above the cards, honest about fewer than five."""
    if not kept:
        return NO_OTHERS if state.get("rejected") else HONEST_NONE
    if len(kept) == FIVE:
        more = "more" in state["heard"].acts
        return MORE if more else AGAIN if state.get("finished") else BEST
    number = {1: "one", 2: "two", 3: "three", 4: "four"}[len(kept)]
    because = " meets every must-have" if len(kept) == 1 else " meet every must-have"
    limit = because if musts(state.get("wishes", ()), pack) else " could be checked"
    return f"Only {number}{limit}, so I show just {'that one' if len(kept) == 1 else 'those'}."
