"""After the five: critiques, rejections, and steps back."""

from __future__ import annotations

from agent import Agent
from core.reply import Recommendation, Reply


async def five(agent: Agent, opening: str) -> tuple[str, Reply]:
    started = await agent.start("businesses")
    reply = await agent.turn(started.id, text=opening)
    if reply.kind == "question":
        reply = await agent.turn(started.id, text="just show me")
    assert reply.kind == "recommendations"
    return started.id, reply


def cards(reply: Reply) -> tuple[Recommendation, ...]:
    assert reply.recommendations is not None, reply.text
    return reply.recommendations


def ids(reply: Reply) -> list[str]:
    return [card.item_id for card in cards(reply)]


def places(reply: Reply) -> list[tuple[object, bool]]:
    return [(e.value["name"], e.must) for e in reply.profile if e.attribute in ("state", "city")]


async def test_one_that_is_turned_down_does_not_come_back(agent: Agent) -> None:
    talk, first = await five(agent, "A laundromat in Massachusetts")
    reply = await agent.turn(talk, text="not the third one")
    assert ids(first)[2] not in ids(reply)
    assert set(ids(reply)) > {*ids(first)[:2], *ids(first)[3:]}


async def test_a_step_back_brings_again_what_was_turned_down(agent: Agent) -> None:
    talk, first = await five(agent, "A laundromat in Massachusetts")
    await agent.turn(talk, text="not the first one")
    await agent.turn(talk, text="cheaper")
    cheaper_undone = await agent.turn(talk, text="go back")
    assert ids(first)[0] not in ids(cheaper_undone)
    assert cheaper_undone.profile == first.profile
    all_undone = await agent.turn(talk, text="go back")
    assert ids(all_undone) == ids(first)


async def test_a_step_back_asks_the_same_question_again(agent: Agent) -> None:
    started = await agent.start("businesses")
    asked = await agent.turn(started.id, text="something I can run with my wife")
    assert asked.question is not None
    after = await agent.turn(started.id, choices=[asked.question.choices[0].id])
    assert after.profile != asked.profile
    again = await agent.turn(started.id, text="go back")
    assert again.profile == asked.profile
    assert again.question is not None
    assert again.question.attribute == asked.question.attribute


async def test_closer_to_home_keeps_to_the_place_that_was_said(agent: Agent) -> None:
    talk, first = await five(agent, "A laundromat in Massachusetts")
    assert places(first) == [("Massachusetts", False)]
    reply = await agent.turn(talk, text="closer to home")
    assert places(reply) == [("Massachusetts", True)]
    assert "Massachusetts" in reply.text


async def test_closer_to_an_unknown_home_asks_where_that_is(agent: Agent) -> None:
    talk, _ = await five(agent, "A laundromat")
    asked = await agent.turn(talk, text="closer to home")
    assert asked.kind == "question"
    assert asked.question is not None
    assert asked.question.attribute == "state"
    reply = await agent.turn(talk, text="Ohio")
    assert places(reply) == [("Ohio", False)]


async def test_more_like_one_of_them_ranks_it_first(agent: Agent) -> None:
    talk, first = await five(agent, "Something outdoors with trucks")
    reply = await agent.turn(talk, text="like the third one")
    assert ids(reply)[0] == ids(first)[2]
    assert cards(reply)[0].match > cards(first)[2].match


async def test_what_a_critique_changed_is_said(agent: Agent) -> None:
    talk, _ = await five(agent, "A laundromat in Massachusetts")
    reply = await agent.turn(talk, text="cheaper")
    assert reply.text.startswith("I noted “Asking price: up to $")
    same = await agent.turn(talk, text="just show me")
    assert "noted" not in same.text
