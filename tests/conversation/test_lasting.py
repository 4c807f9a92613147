"""What lasts: many people at once, and messages whose process died."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

import conversations
from agent import Agent
from core.errors import InvalidMessage, MessageTooLong, TurnRunning
from core.reply import Said

if TYPE_CHECKING:
    from tests.conversation.conftest import Open


async def left_unanswered(agent: Agent, id: str, said: Said) -> None:
    """A message that was stored, and whose process died then."""
    async with agent.pool.connection() as connection, conversations.locked(connection, id):
        await conversations.begin_turn(connection, id, said)


async def test_more_people_than_connections(
    open_with: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.shelf.LOOK_AGAIN_SECONDS", 0.0)
    async with open_with(database_pool=3) as agent:
        people = [await agent.start("businesses") for _ in range(24)]
        turns = [
            agent.turn(p.id, text=f"A bakery or café, number {n}") for n, p in enumerate(people)
        ]
        replies = await asyncio.gather(*turns)
    assert all(reply.profile is not None for reply in replies)


async def test_a_flood_into_one_conversation_leaves_others_alone(open_with: Open) -> None:
    async with open_with(database_pool=3) as agent:
        flooded, other = await agent.start("businesses"), await agent.start("businesses")
        flood = [agent.turn(flooded.id, text=f"bakery {n}") for n in range(30)]
        answered = await asyncio.gather(
            agent.turn(other.id, text="A garage"), *flood, return_exceptions=True
        )
    assert not isinstance(answered[0], BaseException)
    assert {type(one) for one in answered[1:] if isinstance(one, BaseException)} <= {TurnRunning}


async def test_reading_a_transcript_answers_what_a_crash_left(agent: Agent) -> None:
    started = await agent.start("businesses")
    await left_unanswered(agent, started.id, Said(text="A car wash in Florida"))
    turns = (await agent.transcript(started.id))["turns"]
    assert [turn["said"]["text"] for turn in turns] == ["A car wash in Florida"]
    assert turns[0]["reply"]["text"]


async def test_a_new_message_answers_the_question_that_was_seen(agent: Agent) -> None:
    started = await agent.start("businesses")
    edits = [{"attribute": "asking_price", "set": {"stance": "want", "value": {"max": 900_000}}}]
    asked = await agent.turn(started.id, profile=edits)
    assert asked.question is not None
    seen = asked.question.choices[0].id
    await left_unanswered(agent, started.id, Said(choices=("any",)))
    reply = await agent.turn(started.id, choices=[seen])
    chosen = [e for e in reply.profile if e.attribute == asked.question.attribute and e.value]
    assert chosen
    assert len((await agent.transcript(started.id))["turns"]) == 3


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"profile": [{"attribute": "activity", "set": {"stance": "want", "value": "a" * 9000}}]},
         MessageTooLong),
        ({"profile": [{"attribute": "activity", "set": {"stance": "want", "value": "\ud800"}}]},
         InvalidMessage),
        ({"choices": ["any"] * 60}, InvalidMessage),
        ({"choices": ["\ud800"]}, InvalidMessage),
        ({}, InvalidMessage),
    ],
)  # fmt: skip
async def test_odd_messages_of_every_form(
    agent: Agent, message: dict[str, Any], error: type[Exception]
) -> None:
    started = await agent.start("businesses")
    with pytest.raises(error):
        await agent.turn(started.id, **message)
    with pytest.raises(InvalidMessage):
        await agent.feedback(started.id, None, "helpful", "\ud800")
    assert (await agent.transcript(started.id))["turns"] == []
