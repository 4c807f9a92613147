"""Questions in the chat, without a language model: about the service, words, items and the list."""

from __future__ import annotations

import pytest

from agent import Agent
from core.reply import Reply


async def talk(agent: Agent, *texts: str) -> Reply:
    """The reply to the last of some messages of one conversation."""
    started = await agent.start("businesses")
    replies = [await agent.turn(started.id, text=text) for text in texts]
    return replies[-1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("good morning. who am I talking to", "computer program (AI)"),
        ("who checks that these are honest?", "Nobody has checked them"),
        ("are you gonna sell my phone number", "you can have it erased"),
        ("what does it cost", "costs you nothing"),
        ("is $430,000 in our money or american?", "US dollars"),
        ("what's SDE", "before the owner's own pay"),
        ("what do you mean by central", "I have no explanation of “central”"),
        ("and absentee?", "hardly needs to be there"),
    ],
)
async def test_what_is_asked_beside_the_search_is_answered(
    agent: Agent, text: str, told: str
) -> None:
    reply = await talk(agent, text)
    assert told in reply.text
    assert reply.profile == ()


async def test_the_question_that_waits_comes_again_and_the_profile_stays(agent: Agent) -> None:
    started = await agent.start("businesses")
    asked = await agent.turn(started.id, text="something I can run with my wife")
    reply = await agent.turn(started.id, text="what is a seller note?")
    assert reply.profile == asked.profile
    assert reply.question is not None
    assert asked.question is not None
    assert reply.question.attribute == asked.question.attribute


async def test_sad_news_is_met_kindly(agent: Agent) -> None:
    reply = await talk(agent, "My husband passed in March. I have about 250,000 from the insurance")
    assert reply.text.startswith("I am sorry for your loss.")
    assert "could not use" not in reply.text
    assert [entry.attribute for entry in reply.profile] == ["asking_price"]


async def test_the_list_shown_is_put_in_order(agent: Agent) -> None:
    reply = await talk(agent, "A laundromat in Massachusetts", "just show me", "cheapest first")
    head, *lines = reply.text.split("\n")
    assert head == "By asking price, the lowest first:"
    sums = [
        int(line.rsplit("$", 1)[1].rstrip(".").replace(",", "")) for line in lines if "$" in line
    ]
    assert len(sums) > 2
    assert sums == sorted(sums)


async def test_a_comparison_is_short(agent: Agent) -> None:
    reply = await talk(
        agent, "A laundromat in Massachusetts", "just show me", "what is different between 1 and 2"
    )
    assert len([line for line in reply.text.split("\n") if " · " in line]) <= 6


async def test_what_is_not_stated_is_looked_for_in_the_whole_text(agent: Agent) -> None:
    reply = await talk(agent, "a newspaper", "just show me", "is the newspaper still printed")
    lines = reply.text.split("\n")
    assert len(lines) == 2
    assert all("newspaper" in line and "Its listing says: “" in line for line in lines)


async def test_an_item_is_meant_by_what_only_it_is_called(agent: Agent) -> None:
    shown = ("pool route in Arizona", "just show me")
    reply = await talk(agent, *shown, "what is the price of the 142 route")
    assert reply.text.endswith("Asking price: $155,000.")
    assert "142 accounts" in reply.text


async def test_what_is_not_shown_is_looked_for_in_the_catalogue(agent: Agent) -> None:
    shown = ("a car wash in Georgia", "just show me")
    reply = await talk(agent, *shown, "why didn't you list the Flagstaff brewery")
    assert "Flagstaff" in reply.text
    assert "is in my list, but not among those shown" in reply.text
    assert "Georgia" in reply.text
    reply = await talk(agent, *shown, "why isn't Tesla in the list")
    assert "nothing of that name in my whole list" in reply.text


async def test_what_speaks_against_an_item(agent: Agent) -> None:
    shown = ("a car wash under 300k", "just show me")
    reply = await talk(agent, *shown, "whats the catch with the top one")
    assert "Its listing says: “" in reply.text or "It does not state" in reply.text
    assert "I find nothing" not in reply.text


async def test_a_kind_remark_about_an_item_is_no_question(agent: Agent) -> None:
    reply = await talk(agent, "a car wash", "just show me", "liked the second one")
    assert "I find nothing" not in reply.text
    assert reply.text.startswith("I see.")


async def test_how_many_fit_is_said_with_the_limits(agent: Agent) -> None:
    reply = await talk(agent, "a car wash in Georgia", "just show me", "how many fit")
    assert "(State: Georgia)" in reply.text
    reply = await talk(agent, "a car wash", "just show me", "how many fit")
    assert "rules none out" in reply.text
