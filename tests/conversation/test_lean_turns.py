"""What a turn does not do: encode what is stored, keep what one run alone needs, copy a desk."""

from __future__ import annotations

import json

from agent import Agent
from tools.desk import Desk
from tools.search import search

OPENING = "A laundromat that runs without me, with the building if it can be had."


async def test_the_five_are_shown_without_encoding_anything_of_them(agent: Agent) -> None:
    started = await agent.start("businesses")
    await agent.turn(started.id, text=OPENING)
    await agent.turn(started.id, text="just show me")
    before = agent.shelf.encoder.seconds
    reply = await agent.turn(started.id, text="show me")
    quoted = [r.evidence for card in reply.recommendations or () for r in card.reasons]
    assert any(quoted)
    assert agent.shelf.encoder.seconds == before


async def test_a_checkpoint_holds_only_what_the_next_turn_needs(agent: Agent) -> None:
    started = await agent.start("businesses")
    await agent.turn(started.id, text=OPENING)
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(
            "select distinct channel from checkpoints.checkpoint_blobs where thread_id = %s",
            (started.id,),
        )
        kept = {row["channel"] for row in await cursor.fetchall()}
    assert {"wishes", "spoken", "reply"} <= kept
    assert not kept & {"turn", "said", "flags", "heard", "before", "belief", "items", "drafts"}


async def test_a_model_may_call_the_search_as_a_tool(agent: Agent) -> None:
    served = await agent.shelf.newest("businesses")
    desk = Desk(agent.pool.connection, served.pack, served.snapshot, served.encoder)
    arguments = {"words": [{"text": OPENING}], "musts": [], "desk": desk}
    call = {"name": "search", "args": arguments, "id": "1", "type": "tool_call"}
    message = await search.ainvoke(call)
    found = json.loads(message.content)
    assert found["qualifying"] == served.snapshot.available.sum()
    assert set(found["best"]) <= set(served.snapshot.ids)
    assert len(found["best"]) == 10
