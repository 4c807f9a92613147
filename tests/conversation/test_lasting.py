"""What lasts: many people at once, and messages whose process died."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

import conversations
from agent import Agent
from agent.run import SET_ASIDE, Run, Seen
from core.errors import InvalidMessage, MessageTooLong, TurnRunning
from core.reply import Reply, Said
from tests.turns import died

if TYPE_CHECKING:
    from tests.conversation.conftest import Open


async def left_unanswered(agent: Agent, id: str, said: Said, deaths: int = 1) -> None:
    """A message that was stored, and whose processes died then."""
    async with agent.pool.connection() as connection:
        for death in range(deaths):
            await conversations.take_turn(connection, id, None if death else said)
            await died(connection, id)


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


async def test_coming_back_answers_what_a_crash_left(agent: Agent) -> None:
    started = await agent.start("businesses")
    await left_unanswered(agent, started.id, Said(text="A car wash in Florida"))
    await agent.catch_up(started.id)
    turns = (await agent.transcript(started.id))["turns"]
    assert [turn["said"]["text"] for turn in turns] == ["A car wash in Florida"]
    assert turns[0]["reply"]["text"] != SET_ASIDE
    assert turns[0]["reply"]["profile"]


async def test_reading_a_transcript_works_on_no_message(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = await agent.start("businesses")
    await left_unanswered(agent, started.id, Said(text="A car wash in Florida"))

    async def turn(*_: object) -> None:
        raise AssertionError("a message was worked on")

    with monkeypatch.context() as patch:
        patch.setattr(Run, "turn", turn)
        assert (await agent.transcript(started.id))["turns"] == []
    reply = await agent.turn(started.id, text="under a million")
    assert {entry.attribute for entry in reply.profile} >= {"asking_price", "state"}


@pytest.mark.parametrize("door", ["transcript", "catch_up", "turn"])
async def test_a_message_of_which_two_processes_died_is_set_aside(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    started = await agent.start("businesses")
    first = await agent.turn(started.id, text="A small business in Ohio")
    await left_unanswered(agent, started.id, Said(text="poison"), deaths=2)
    heard: list[str | None] = []
    run = Run.turn

    async def turn(self: Run, taken: conversations.Taken, seen: Seen | None = None) -> Reply:
        heard.append(taken.said.text)
        return await run(self, taken, seen)

    monkeypatch.setattr(Run, "turn", turn)
    coming_back = agent.turn(started.id, text="hi")
    if door == "turn":
        await coming_back
    else:
        coming_back.close()
        await getattr(agent, door)(started.id)
    turns = (await agent.transcript(started.id))["turns"]
    assert "poison" not in heard
    assert turns[1]["said"] == {"text": "poison"}
    assert turns[1]["reply"]["text"] == SET_ASIDE
    assert turns[1]["reply"]["profile"] == turns[0]["reply"]["profile"]
    asked = first.question.model_dump(mode="json") if first.question else None
    assert turns[1]["reply"]["question"] == asked


async def test_a_set_aside_message_sent_again_has_its_reply(agent: Agent) -> None:
    started = await agent.start("businesses")
    async with agent.pool.connection() as connection:
        for _ in range(2):
            await conversations.take_turn(connection, started.id, Said(text="poison"), "m-1")
            await died(connection, started.id)
    replies = [
        await agent.turn(started.id, text="poison", client_message_id="m-1") for _ in range(2)
    ]
    assert [reply.text for reply in replies] == [SET_ASIDE] * 2
    assert len((await agent.transcript(started.id))["turns"]) == 1


async def test_attempts_that_the_process_survived_are_no_deaths(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = await agent.start("businesses")

    def broken(*_: object) -> None:
        raise asyncio.CancelledError

    for _ in range(4):
        with monkeypatch.context() as patch:
            patch.setattr(Run, "_context", broken)
            with pytest.raises(asyncio.CancelledError):
                await agent.turn(started.id, text="A bakery in Ohio", client_message_id="m-1")
    reply = await agent.turn(started.id, text="A bakery in Ohio", client_message_id="m-1")
    assert reply.text != SET_ASIDE


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
