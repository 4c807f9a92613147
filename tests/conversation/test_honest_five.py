"""What is shown respects what was refused, and what is said of it is true."""

from __future__ import annotations

import pytest

from agent import Agent
from core.reply import Recommendation, Reply


async def talk(agent: Agent, *said: str) -> list[Reply]:
    started = await agent.start("businesses")
    return [await agent.turn(started.id, text=text) for text in said]


def cards(reply: Reply) -> tuple[Recommendation, ...]:
    assert reply.recommendations is not None, reply.text
    return reply.recommendations


def values(reply: Reply, attribute: str) -> list[str]:
    return [f.value for card in cards(reply) for f in card.facts if f.attribute == attribute]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("a bookshop in Maine", "bookshop"),
        ("a second-hand bookshop by the sea, in Maine or New Hampshire, up to 150,000", "bookshop"),
        ("I want to buy a vineyard in California", "vineyard"),
        ("a cinema", "cinema"),
        ("a locksmith in Texas", "locksmith"),
    ],
)
async def test_a_kind_that_does_not_exist_is_said_not_to(
    agent: Agent, said: str, kind: str
) -> None:
    reply = (await talk(agent, said, "just show me"))[-1]
    assert reply.text.startswith("No “")
    assert f"{kind}" in reply.text.split("”")[0]
    assert "in my list, as far as the listings say. These come closest" in reply.text
    assert "meet" not in reply.text


@pytest.mark.parametrize(
    ("said", "where", "first"),
    [
        ("a bakery in Ohio", "Ohio", "bakery"),
        ("a marina in Texas", "Texas", "marina"),
        ("a Christmas tree farm in Florida", "Florida", "Christmas Tree"),
    ],
)
async def test_a_kind_that_is_only_elsewhere_is_said_to_be_and_comes_first(
    agent: Agent, said: str, where: str, first: str
) -> None:
    reply = (await talk(agent, said, "just show me"))[-1]
    assert f"in {where}, as far as the listings say." in reply.text
    assert first.casefold() in cards(reply)[0].title.casefold()


@pytest.mark.parametrize(
    "said", ["a laundromat in Massachusetts", "a hair salon in Ohio", "a gym in Alabama"]
)
async def test_nothing_is_said_to_be_missing_that_is_there(agent: Agent, said: str) -> None:
    reply = (await talk(agent, said, "just show me"))[-1]
    assert "No “" not in reply.text


@pytest.mark.parametrize(
    "off", ["take New Mexico off", "leave New Mexico out", "drop New Mexico", "remove New Mexico"]
)
async def test_a_place_that_is_refused_is_not_shown(agent: Agent, off: str) -> None:
    before, _, reply = await talk(agent, "an RV park in Texas or New Mexico", "just show me", off)
    assert "New Mexico" in values(before, "state")
    assert "New Mexico" not in values(reply, "state")


async def test_a_franchise_that_is_refused_is_not_shown(agent: Agent) -> None:
    wanted = "a home care agency in Pennsylvania"
    before, _, after = await talk(agent, wanted, "just show me", "no franchise please")
    assert any("FRANCHISE" in card.title for card in cards(before))
    assert not any("franchise" in card.title.casefold() for card in cards(after))
    assert all(card.compromises == () or "Franchise" not in str(card) for card in cards(after))


async def test_others_are_others_than_all_that_were_shown(agent: Agent) -> None:
    said = ("a laundromat", "just show me", "in Ohio", "more please", "show me others")
    shown = [cards(reply) for reply in await talk(agent, *said)]
    before = {card.item_id for five in shown[:-1] for card in five}
    assert shown[-1]
    assert not before & {card.item_id for card in shown[-1]}


async def test_when_all_of_a_kind_were_shown_it_is_said(agent: Agent) -> None:
    said = ("an RV park in Texas", "just show me", "more please", "more please")
    replies = await talk(agent, *said)
    assert "You have seen all that are surely of the kind you described." in replies[-1].text


async def test_a_count_is_of_all_that_is_noted(agent: Agent) -> None:
    bookshop = "a bookshop in Maine or New Hampshire, up to 150,000"
    reply = (await talk(agent, bookshop, "just show me", "how many fit"))[-1]
    assert reply.text.startswith(
        "No business meets all of what I noted"
        " (State: Maine or New Hampshire; Asking price: up to $150,000)."
    )
    assert "No “bookshop” in my list" in reply.text


async def test_what_there_is_in_a_place_is_counted_and_named(agent: Agent) -> None:
    bookshop = "a bookshop in Maine or New Hampshire, up to 150,000"
    said = "What have you got in Maine altogether?"
    reply = (await talk(agent, bookshop, "just show me", said))[-1]
    assert reply.text.startswith("I have 1 business in Maine: “WHOLESALE COFFEE ROASTER")


async def test_which_places_there_are_is_told(agent: Agent) -> None:
    reply = (await talk(agent, "a car wash", "just show me", "which states do you have?"))[-1]
    assert reply.text.startswith("I have businesses in Texas (")
    assert "more." in reply.text


async def test_a_place_of_which_there_is_nothing_is_said_at_once(agent: Agent) -> None:
    reply = (await talk(agent, "something in Portugal that I can run with my wife"))[-1]
    assert "I have nothing in Portugal." in reply.text or "None of these meets" in reply.text
