"""Models that take long: nobody waits but whoever asked."""

from __future__ import annotations

import asyncio
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from agent import Agent
from core.errors import TurnRunning, TurnStopped, UnknownConversation
from core.reply import Reply
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.conversation.conftest import Open

CROWD, OTHERS, CONNECTIONS, AT_ONCE = 40, 12, 3, 8
SLOW = 8.0
"""Seconds that a slow model takes in the promise; here it takes until the others were answered."""

UNCLEAR = "blue like the sea at dusk, as {} would say"


def slow(server: Any) -> dict[str, object]:
    """Settings by which every typed message is read by a model that answers when released."""
    server.answer({"act": "none", "wishes": []}, delay=PATIENCE)
    return {
        "chat_base_url": server.url,
        "listen_model": "openai:emulated",
        "listen_when": "always",
        "listen_timeout": PATIENCE,
        "database_pool": CONNECTIONS,
        "turns_at_once": AT_ONCE,
    }


async def asking(
    agent: Agent, server: Any, id: str, client: str | None = None
) -> asyncio.Task[Reply]:
    """A turn that has asked the model, and waits for it."""
    before = len(server.requests)
    text = UNCLEAR.format(id)
    turn = asyncio.create_task(agent.turn(id, text=text, client_message_id=client))
    async with asyncio.timeout(PATIENCE):
        while len(server.requests) == before:
            assert not turn.done(), turn
            await asyncio.sleep(0.01)
    return turn


async def clicking(agent: Agent) -> list[float]:
    """Seconds of the turns of others, one after the other."""
    seconds = []
    for _ in range(OTHERS):
        started = await agent.start("businesses")
        begun = monotonic()
        await agent.turn(started.id, choices=["any"])
        seconds.append(monotonic() - begun)
    return seconds


async def open_transactions(agent: Agent) -> int:
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(
            "select count(*) as n from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid() and state <> 'idle'"
        )
        row = await cursor.fetchone()
    assert row is not None
    return int(row["n"])


async def test_forty_slow_turns_hold_up_nobody(
    open_with: Open, server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_with(**slow(server)) as agent:
        people = [await agent.start("businesses") for _ in range(CROWD)]
        alone = await clicking(agent)
        waiting = [await asking(agent, server, person.id) for person in people]
        assert await open_transactions(agent) == 0
        beside = await clicking(agent)
        assert not any(turn.done() for turn in waiting)
        server.released.set()
        replies = await asyncio.gather(*waiting)
    assert [reply.usage.model_calls for reply in replies] == [1] * CROWD
    assert max(beside) < SLOW
    with capsys.disabled():
        print(
            f"\nturns of others, ms: alone p50 {median(alone) * 1000:.0f}, max "
            f"{max(alone) * 1000:.0f}; beside {CROWD} waiting p50 {median(beside) * 1000:.0f}, "
            f"max {max(beside) * 1000:.0f}"
        )


async def test_the_same_message_waits_for_no_second_answer(open_with: Open, server: Any) -> None:
    async with open_with(**slow(server)) as agent, open_with() as elsewhere:
        started = await agent.start("businesses")
        turn = await asking(agent, server, started.id, "m-1")
        for other in (agent, elsewhere):
            with pytest.raises(TurnRunning):
                await other.turn(started.id, text="again", client_message_id="m-1")
            assert (await other.transcript(started.id))["turns"] == []
            await other.catch_up(started.id)
        later = asyncio.create_task(elsewhere.turn(started.id, text="A bakery in Ohio"))
        await asyncio.sleep(0.2)
        assert not later.done()
        server.released.set()
        first = await turn
        await later
        assert await elsewhere.turn(started.id, text="x", client_message_id="m-1") == first
        turns = (await agent.transcript(started.id))["turns"]
    assert [turn["said"]["text"] for turn in turns][1:] == ["A bakery in Ohio"]


async def test_a_conversation_that_is_erased_meanwhile_stays_so(
    open_with: Open, server: Any
) -> None:
    async with open_with(**slow(server)) as agent, open_with() as elsewhere:
        for eraser in (agent, elsewhere):
            started = await agent.start("businesses")
            turn = await asking(agent, server, started.id)
            await eraser.erase(started.id)
            with pytest.raises(UnknownConversation):
                await turn
            async with agent.pool.connection() as connection:
                cursor = await connection.execute(
                    "select from checkpoints.checkpoints where thread_id = %s", (started.id,)
                )
                assert await cursor.fetchall() == []


@pytest.mark.parametrize("where", ["here", "elsewhere"])
async def test_a_stopped_turn_counts_for_nothing(open_with: Open, server: Any, where: str) -> None:
    async with open_with(**slow(server)) as agent, open_with() as elsewhere:
        started = await agent.start("businesses")
        turn = await asking(agent, server, started.id, "m-1")
        stopping = agent if where == "here" else elsewhere
        assert await stopping.stop(started.id)
        with pytest.raises(TurnStopped):
            await turn
        assert not await stopping.stop(started.id)
        assert (await agent.transcript(started.id))["turns"] == []
        server.released.set()
        reply = await agent.turn(started.id, text="A bakery in Ohio", client_message_id="m-1")
        turns = (await agent.transcript(started.id))["turns"]
    assert [turn["said"] for turn in turns] == [{"text": "A bakery in Ohio"}]
    assert {entry.attribute for entry in reply.profile} >= {"state"}
