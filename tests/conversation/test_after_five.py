"""After the five: critiques, rejections, and steps back."""

from __future__ import annotations

import pytest

from agent import Agent
from agent.item_answers import SAYS
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


async def test_the_others_keep_their_places_when_one_is_swapped(agent: Agent) -> None:
    talk, first = await five(agent, "A laundromat in Massachusetts")
    reply = await agent.turn(talk, text="the 2nd and 4th are no good")
    before, after = ids(first), ids(reply)
    assert [after[n] for n in (0, 2, 4)] == [before[n] for n in (0, 2, 4)]
    assert not {before[1], before[3]} & {*after}
    assert len(after) == 5
    swapped = await agent.turn(talk, text="swap the last one for something that is growing")
    assert ids(swapped)[:4] == after[:4]
    assert ids(swapped)[4] != after[4]


async def test_an_item_is_asked_about_by_its_place(agent: Agent) -> None:
    talk, first = await five(agent, "A laundromat in Ohio")
    toledo = next(n for n, card in enumerate(cards(first), 1) if "Toledo" in card.title)
    asked = await agent.turn(talk, text="why isn't the Toledo one on the list?")
    assert asked.kind == "notice"
    assert f"number {toledo} of" in asked.text
    assert asked.profile == first.profile
    price = await agent.turn(talk, text="what is the asking price of it?")
    assert "$540,000" in price.text
    assert price.text.count("\n") == 0
    absent = await agent.turn(talk, text="is the Lockhart one available?")
    told = absent.text.split("\n")
    assert "not among those shown" in told[0]
    assert all("Lockhart" in line and line.endswith("Availability: Available.") for line in told)
    assert absent.profile == first.profile


async def test_a_question_across_the_five_names_them(agent: Agent) -> None:
    talk, first = await five(agent, "A laundromat in Ohio")
    most = await agent.turn(talk, text="which of these earns most?")
    head, *lines = most.text.split("\n")
    assert head == "By owner's yearly income, the highest first:"
    assert {line.split(": ")[0][3:] for line in lines} <= {card.title for card in cards(first)}
    earned = [int(line.split("$")[1].strip(".").replace(",", "")) for line in lines if "$" in line]
    assert earned == sorted(earned, reverse=True)
    nothing = await agent.turn(talk, text="is there helicopter parking there?")
    assert SAYS not in nothing.text
    assert "I find nothing about that in the listings of numbers 2, 3, 4 and 5." in nothing.text
    assert nothing.profile == first.profile


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("number 2 is too big", None),
        ("tell me more about the first one", None),
        ("the second one, does it come with a building?", None),
        ("swap the third for one in Texas", "state"),
    ],
)
async def test_who_speaks_of_items_before_any_was_shown_is_shown_some(
    agent: Agent, said: str, wished: str | None
) -> None:
    started = await agent.start("businesses")
    asked = await agent.turn(started.id, text="something I can run with my wife")
    assert asked.question is not None
    reply = await agent.turn(started.id, text=said)
    assert reply.text.startswith("I have not shown you anything yet.")
    assert len(cards(reply)) == 5
    assert [e.attribute for e in reply.profile if e not in asked.profile] == [wished] * bool(wished)


async def test_who_starts_over_says_what_with_it(agent: Agent) -> None:
    talk, _ = await five(agent, "A laundromat in Ohio under 300k")
    anew = await agent.turn(talk, text="ah start over. barber shop in arkansas")
    assert [w.attribute for w in anew.profile] == ["activity", "state"]
    assert ["barber shop" in str(w.value) or "Arkansas" in str(w.value) for w in anew.profile] == [
        True, True,
    ]  # fmt: skip
    same = await agent.turn(talk, text="start over in a quieter place")
    assert {w.attribute for w in same.profile} >= {"activity", "state"}
