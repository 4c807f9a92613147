"""Questions about items: of the right item, with what its listing says, or with nothing.

Each line of ``item_questions.jsonl`` has what is said before, the question, parts of the titles of
the items that it means, and what a right answer has: one of each group of words, or no group where
the listing does not answer.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import pytest

from agent import Agent
from agent.item_answers import SAYS
from core.reply import Reply

Verdict = Literal["right", "silent", "wrong"]

QUESTIONS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "item_questions.jsonl").read_text("utf-8").splitlines()
]
LEAST_RIGHT, MOST_WRONG = 52, 11
"""Of 69: what was reached when this was written, less two questions."""

SILENT = ("nothing about", "cannot tell")


def verdict(asked: dict[str, Any], reply: Reply, shown: list[str]) -> Verdict:
    """Right with all that is asked for, of no other item; silent where it owns to know nothing."""
    said = reply.text.lower()
    meant = [part.lower() for part in asked["items"]]
    named = [title.lower() for title in shown if title.lower() in said]
    others = [title for title in named if not any(part in title for part in meant)]
    silent = any(words in said for words in SILENT) and SAYS.lower() not in said
    if reply.kind == "recommendations" or others:
        return "wrong"
    if not asked["told"]:
        return "right" if silent else "wrong"
    told = all(any(word.lower() in said for word in group) for group in asked["told"])
    if told and all(part in said for part in meant):
        return "right"
    return "silent" if silent else "wrong"


async def shown(agent: Agent, opening: str) -> tuple[str, list[str]]:
    """A conversation in which the five are shown, and their titles."""
    started = await agent.start("businesses")
    reply = await agent.turn(started.id, text=opening)
    if reply.kind == "question":
        reply = await agent.turn(started.id, text="just show me")
    return started.id, [card.title for card in reply.recommendations or ()]


async def test_questions_get_answers_about_the_right_item(agent: Agent) -> None:
    verdicts: Counter[Verdict] = Counter()
    for asked in QUESTIONS:
        talk, titles = await shown(agent, asked["opening"])
        for text in asked["before"]:
            await agent.turn(talk, text=text)
        verdicts[verdict(asked, await agent.turn(talk, text=asked["question"]), titles)] += 1
    assert verdicts["right"] >= LEAST_RIGHT, verdicts
    assert verdicts["wrong"] <= MOST_WRONG, verdicts


@pytest.mark.parametrize(
    ("opening", "question", "told"),
    [
        ("a laundromat in Massachusetts", "what yr did fitchburg start", "Year founded: 1999."),
        ("a septic company in Ohio", "price of worcester again?", "Asking price: $359,000."),
        ("a quilt shop in Pennsylvania", "How much did it take in, and how many work there?",
         "Yearly sales: $143,000. Staff: 2 people."),
        ("a campground in Texas", "And Kerrville? My cousin swears theres one by the river there",
         "Guadalupe frontage near Kerrville"),
    ],
)  # fmt: skip
async def test_a_question_names_an_item_in_passing(
    agent: Agent, opening: str, question: str, told: str
) -> None:
    talk, _ = await shown(agent, opening)
    if question.startswith("How much did it"):
        await agent.turn(talk, text="tell me about the quilt shop")
    assert told in (await agent.turn(talk, text=question)).text


async def test_an_item_is_asked_about_before_any_is_shown(agent: Agent) -> None:
    started = await agent.start("businesses")
    waiting = await agent.turn(started.id, text="something I can run with my wife")
    reply = await agent.turn(started.id, text="how many people does the gym in Mobile employ")
    assert "West Mobile" in reply.text
    assert "Staff: 3 people." in reply.text
    assert reply.profile == waiting.profile
    assert reply.question == waiting.question


async def test_thanks_before_a_demand_to_see_the_five(agent: Agent) -> None:
    started = await agent.start("businesses")
    await agent.turn(started.id, text="a quilt shop in Pennsylvania under 100,000")
    reply = await agent.turn(
        started.id, text="Thank you, that is kind. Please show me what there is."
    )
    assert reply.kind == "recommendations"


async def test_short_slang_is_english(agent: Agent) -> None:
    talk, _ = await shown(agent, "a laundromat in Massachusetts")
    reply = await agent.turn(talk, text="lol ok thx bud")
    assert "English only" not in reply.text


@pytest.mark.parametrize(
    "question",
    ["Does it come with a house?", "is it near a school", "how old is its roof",
     "and has it got a basement", "could I run it from home", "is that one on a main road",
     "would the seller train me to run it", "does it open on sundays", "what hours does it keep",
     "is it hard to get insurance on it"],
)  # fmt: skip
async def test_it_is_the_first_of_the_five_until_another_was_spoken_of(
    agent: Agent, question: str
) -> None:
    talk, titles = await shown(agent, "a laundromat in Massachusetts")
    told = (await agent.turn(talk, text=question)).text
    assert told.startswith(f"1. {titles[0]}: ")
    await agent.turn(talk, text="tell me about number 3")
    told = (await agent.turn(talk, text=question)).text
    assert told.startswith(f"3. {titles[2]}: ")


@pytest.mark.parametrize(
    "question",
    ["does he finance", "is it a good price", "should I offer less than it asks",
     "is the rent of it fair you think"],
)  # fmt: skip
async def test_who_asks_for_advice_on_an_item_is_told_what_its_listing_says(
    agent: Agent, question: str
) -> None:
    talk, titles = await shown(agent, "a laundromat in Massachusetts")
    await agent.turn(talk, text="tell me about number 1")
    reply = await agent.turn(talk, text=question)
    assert reply.text.startswith(f"1. {titles[0]}: ")


@pytest.mark.parametrize(
    "question",
    ["and the roof", "and the heating?", "any debts?", "what about the lease", "and parking?",
     "the washers?", "how about the staff", "and the neighbors", "a basement?", "and its hours"],
)  # fmt: skip
async def test_a_noun_alone_is_asked_of_the_item_spoken_of_last(
    agent: Agent, question: str
) -> None:
    talk, titles = await shown(agent, "a laundromat in Massachusetts")
    await agent.turn(talk, text="how old is number 3")
    told = (await agent.turn(talk, text=question)).text
    assert told.startswith(f"3. {titles[2]}: ")


@pytest.mark.parametrize("other", ["and the second?", "what about number 2", "and number two"])
async def test_the_same_is_asked_of_another(agent: Agent, other: str) -> None:
    talk, titles = await shown(agent, "a laundromat in Massachusetts")
    await agent.turn(talk, text="what does number 1 cost")
    told = (await agent.turn(talk, text=other)).text
    assert told.startswith(f"2. {titles[1]}: Asking price: ")
