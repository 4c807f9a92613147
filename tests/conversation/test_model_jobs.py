"""What models do besides listening, through the real graph: explain, word, judge; and the money."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from agent import Agent
from core.reply import Reply

if TYPE_CHECKING:
    from tests.conversation.conftest import Open

OPENING = "A laundromat in Massachusetts"
TENANTS = "Does the first one have a lease for the premises?"


def settings(server: Any, **jobs: object) -> dict[str, object]:
    return {"chat_base_url": server.url, "model_timeout": 10, "answer_timeout": 10, **jobs}


async def five(agent: Agent) -> tuple[str, Reply]:
    started = await agent.start("businesses")
    reply = await agent.turn(started.id, text=OPENING)
    if reply.kind == "question":
        reply = await agent.turn(started.id, choices=["show"])
    assert reply.recommendations
    return started.id, reply


async def calls_of(agent: Agent, conversation_id: str) -> list[dict[str, Any]]:
    """The calls kept with the last turn."""
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(
            "select calls from conversations.turns where conversation_id = %s order by n desc",
            (conversation_id,),
        )
        row = await cursor.fetchone()
    assert row is not None
    found: list[dict[str, Any]] = row["calls"]
    return found


async def test_a_question_is_answered_from_what_is_stored(agent: Agent) -> None:
    talk, shown = await five(agent)
    assert shown.recommendations
    first = shown.recommendations[0]
    price = next(fact for fact in first.facts if fact.attribute == "asking_price")
    reply = await agent.turn(talk, text="What is the asking price of the first one?")
    assert reply.kind == "notice"
    assert price.value in reply.text
    licence = "would the first one suit someone without a licence?"
    suits = await agent.turn(talk, text=licence)
    assert suits.kind == "notice"
    assert suits.text.startswith(f"1. {first.title}: ")
    silent = await agent.turn(talk, text="Does the first one own a helicopter?")
    assert "I find nothing about that" in silent.text or "“" in silent.text
    again = await agent.turn(talk, text="Do any of them have parking?")
    assert again.kind == "notice"
    assert [e for e in again.profile if e.turn > 2] == []


async def test_a_model_answers_through_the_tools(open_with: Open, server: Any) -> None:
    async with open_with(**settings(server, explain_model="openai:emulated")) as agent:
        talk, shown = await five(agent)
        assert shown.recommendations
        first = shown.recommendations[0]
        price = next(fact.value for fact in first.facts if fact.attribute == "asking_price")
        good = {"text": f"The asking price is {price}.", "item_id": first.item_id, "quote": price}
        invented = {"text": "The owner is loyal.", "item_id": first.item_id, "quote": price}
        other = {"text": f"It costs {price}.", "item_id": "elsewhere", "quote": price}
        unquoted = {"text": "It is in a town.", "item_id": first.item_id, "quote": "a palace"}
        server.call("no_such_tool", {})
        server.call("details", {"item_id": first.item_id})
        server.call("Told", {"sentences": [invented, good, other, unquoted]})
        reply = await agent.turn(talk, text="What is the asking price of the first one?")
        calls = await calls_of(agent, talk)
    assert reply.text == f"The asking price is {price}. (“{price}”)"
    assert (shown.made_by, reply.made_by) == ("template", "model")
    assert [(call["job"], call["outcome"]) for call in calls] == [("explain", "answered")] * 3
    told = json.dumps(server.requests[-1]["messages"])
    assert "There is no tool" in told
    assert first.item_id in told
    assert {tool["function"]["name"] for tool in server.requests[0]["tools"]} == {
        "search", "facets", "details", "compare", "Told",
    }  # fmt: skip


@pytest.mark.parametrize("fault", ["dead", "prose", "endless reading", "nothing", "untrue"])
async def test_without_a_usable_answer_the_local_one_is_shown(
    open_with: Open, agent: Agent, server: Any, fault: str
) -> None:
    talk, _ = await five(agent)
    local = await agent.turn(talk, text=TENANTS)
    if fault == "dead":
        server.fail(401)
    elif fault == "prose":
        server.say("Certainly! It has a wonderful lease that runs for ever.")
    elif fault == "nothing":
        server.call("Told", {})
    elif fault == "untrue":
        untrue = {"text": "The lease runs for ever.", "item_id": "elsewhere", "quote": "lease"}
        server.call("Told", {"sentences": [untrue]})
    else:
        server.call("search", {"words": [{"text": "lease"}], "musts": []})
    async with open_with(**settings(server, explain_model="openai:emulated")) as other:
        talk, _ = await five(other)
        reply = await other.turn(talk, text=TENANTS)
    assert server.requests
    assert reply.text == local.text
    answered = fault in ("nothing", "untrue")
    assert any("Part of the service" in notice for notice in reply.notices) != answered


async def test_questions_in_other_words(open_with: Open, server: Any) -> None:
    def reworded(request: dict[str, Any], key: str) -> object:
        named = request["tools"][0]["function"]["name"]
        if named == "ModelReasons":
            return {"reasons": []}
        asked = request["messages"][-1]["content"].rsplit("The question: ", 1)[1]
        return {"text": "If I may ask: " + json.loads(asked)}

    server.thinking = reworded
    async with open_with(**settings(server, word_model="openai:emulated")) as agent:
        started = await agent.start("businesses")
        reply = await agent.turn(started.id, text="something I can run with my wife")
        assert reply.kind == "question"
        assert "If I may ask: " in reply.text
        assert reply.usage.model_calls == 1
        assert (reply.made_by, reply.generated_by_ai) == ("model", True)
        seen = (await agent.transcript(started.id))["turns"][-1]["reply"]
        assert (seen["made_by"], seen["generated_by_ai"]) == ("model", True)
        server.thinking = lambda request, key: {"text": "Guaranteed 20% profits, yes?"}
        after = await agent.turn(started.id, choices=["any"])
    assert "profit" not in after.text
    assert after.usage.model_calls == 1
    assert after.made_by == "template"  # what the model said is not in it


async def test_reasons_in_other_words_only_as_far_as_the_evidence_goes(
    open_with: Open, server: Any
) -> None:
    def reworded(request: dict[str, Any], key: str) -> object:
        lines = request["messages"][-1]["content"].splitlines()
        cards = [json.loads(line) for line in lines if line.startswith('{"item"')]
        told = [
            {"item": card["item"], "reason": 1, "text": "You asked for this: " + one["text"]}
            for card in cards
            for one in card["reasons"][:1]
        ]
        worse = {"item": 1, "reason": 1, "text": "It earns $9,999,999 and is a safe investment."}
        return {"reasons": [*told[1:], worse]}

    server.thinking = reworded
    async with open_with(**settings(server, word_model="openai:emulated")) as agent:
        started = await agent.start("businesses")
        reply = await agent.turn(started.id, text=f"{OPENING}. just show me")
    assert reply.recommendations
    texts = [card.reasons[0].text for card in reply.recommendations]
    assert "9,999,999" not in reply.model_dump_json()
    assert sum(text.startswith("You asked for this: ") for text in texts) >= 3
    assert reply.made_by == "model"


async def test_a_judge_orders_what_may_be_shown(open_with: Open, server: Any) -> None:
    server.answer({"best": [7, 7, 99, -1, 3]})
    async with open_with(**settings(server, judge_model="openai:emulated")) as agent:
        talk, judged = await five(agent)
    async with open_with() as agent:
        _, plain = await five(agent)
        calls = await calls_of(agent, talk)
    assert judged.recommendations
    assert plain.recommendations
    items = [json.loads(line) for line in server.requests[0]["messages"][-1]["content"].splitlines()
             if line.startswith('{"number"')]  # fmt: skip
    assert judged.recommendations[0].title == items[6]["title"]
    assert judged.recommendations[1].title == items[2]["title"]
    assert judged.recommendations[2].title == plain.recommendations[0].title
    assert [call["job"] for call in calls] == ["judge"]
    assert judged.made_by == plain.made_by == "template"  # an order holds no words


async def test_a_budget_degrades_to_the_local_reply(open_with: Open, server: Any) -> None:
    server.thinking = lambda request, key: {"act": "none", "wishes": []}
    priced = {
        "listen_model": "openai:emulated",
        "model_prices": "openai:emulated=1000/1000",
        "budget_per_conversation": 0.5,
    }
    odd = [
        "I want something I can hand down to the kids",
        "well it is neither fish nor fowl, and then again it may be both",
    ]
    async with open_with(**settings(server, **priced)) as agent:
        started = await agent.start("businesses")
        replies = [await agent.turn(started.id, text=text) for text in odd]
        calls = await calls_of(agent, started.id)
    assert server.requests == []
    assert [reply.usage.model_calls for reply in replies] == [0, 0]
    assert [call["outcome"] for call in calls] == ["budget"]
    assert replies[-1].kind in ("question", "recommendations")
