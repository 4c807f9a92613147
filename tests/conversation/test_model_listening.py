"""The same graph with a language model configured, emulated at the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conversation.conftest import Open

OPENING = "I want something I can hand down to the kids"
ODD = "well it is neither fish nor fowl, and then again it may be both"


def settings(server: Any) -> dict[str, object]:
    return {
        "chat_model": "openai:emulated",
        "chat_base_url": server.url,
        "chat_api_key": "sk-planted-canary",
        "model_timeout": 1.5,
    }


async def unsure(agent: Any) -> tuple[str, Any]:
    """A conversation in which an answer was given that local listening cannot read."""
    started = await agent.start("businesses")
    await agent.turn(started.id, text=OPENING)
    edits = [{"attribute": "asking_price", "set": {"stance": "want", "value": {"max": 900_000}}}]
    await agent.turn(started.id, profile=edits)
    return started.id, await agent.turn(started.id, text=ODD)


async def test_the_model_reads_what_local_listening_cannot(open_with: Open, server: Any) -> None:
    server.answer(
        {
            "act": "answer",
            "wishes": [{"attribute": "industry", "stance": "want", "value": "Pets & animals"}],
        }
    )
    async with open_with(**settings(server)) as agent:
        _, reply = await unsure(agent)
    assert server.requests
    assert reply.usage.model_calls == 1
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (120, 30)
    assert any(e.attribute == "industry" and e.value == "Pets & animals" for e in reply.profile)


async def test_clicks_and_plain_answers_call_no_model(open_with: Open, server: Any) -> None:
    async with open_with(**settings(server)) as agent:
        started = await agent.start("businesses")
        edits = [{"attribute": "industry", "set": {"stance": "want", "value": "Automotive"}}]
        await agent.turn(started.id, profile=edits)
        reply = await agent.turn(started.id, choices=["any"])
        while reply.kind == "question":
            reply = await agent.turn(started.id, text="doesn't matter")
    assert server.requests == []


@pytest.mark.parametrize("fault", ["dead", "slow", "nonsense", "off schema", "unknown attribute"])
async def test_a_failing_model_costs_nothing_but_a_notice(
    open_with: Open, server: Any, fault: str
) -> None:
    if fault == "dead":
        server.fail(500)
    elif fault == "slow":
        server.answer({"act": "answer", "wishes": []}, delay=4)
    elif fault == "nonsense":
        server.say("Sure! Here is what I think: they like the sea.")
    elif fault == "off schema":
        server.answer({"act": "dance", "wishes": "none"})
    else:
        server.answer({"act": "answer", "wishes": [{"attribute": "colour", "value": "blue"}]})
    async with open_with(**{**settings(server), "listen_timeout": 0.5}) as agent:
        id, reply = await unsure(agent)
        assert reply.kind in ("question", "recommendations")
        assert all(e.attribute != "colour" for e in reply.profile)
        final = await agent.turn(id, choices=["show"]) if reply.kind == "question" else reply
    assert len(final.recommendations or ()) == 5
    assert "canary" not in reply.model_dump_json()
    if fault != "unknown attribute":
        assert any("not available" in notice for notice in reply.notices)
