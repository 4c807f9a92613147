"""Beside the conversation: values to choose from, items side by side, edits."""

from __future__ import annotations

import pytest

from agent import Agent
from core.errors import InvalidMessage


async def test_a_value_that_no_button_shows_is_found_and_chosen(agent: Agent) -> None:
    talk = (await agent.start("businesses")).id
    asked = await agent.turn(talk, text="something I can run with my wife")
    question = asked.question
    assert question is not None
    assert question.more > 0
    shown = {choice.id for choice in question.choices}
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = [c for one in letters for c in await agent.choices(talk, question.attribute, one)]
    hidden = next(choice for choice in found if choice.id not in shown)
    after = await agent.turn(talk, choices=[hidden.id])
    assert any(entry.attribute == question.attribute for entry in after.profile)
    with pytest.raises(InvalidMessage):
        await agent.choices(talk, "colour", "b")


async def test_items_side_by_side(agent: Agent) -> None:
    talk = (await agent.start("businesses")).id
    await agent.turn(talk, text="A laundromat in Massachusetts")
    five = await agent.turn(talk, choices=["show"])
    assert five.recommendations is not None
    assert five.critiques
    ids = [card.item_id for card in five.recommendations[:2]]
    table = await agent.compare(talk, [*ids, "nowhere"])
    assert list(table.item_ids) == ids
    assert {"Asking price"} <= {line.label for line in table.lines}
    assert all(len(line.values) == 2 and any(line.values) for line in table.lines)
    changed = await agent.turn(talk, text=five.critiques[0])
    assert changed.kind in ("recommendations", "question")
    assert changed.profile != five.profile or changed.kind == "question"


async def test_an_edit_leaves_the_question_open(agent: Agent) -> None:
    talk = (await agent.start("businesses")).id
    asked = await agent.turn(talk, text="a shop in the Northeast")
    assert asked.question is not None
    held = asked.profile[0]
    after = await agent.turn(talk, profile=[{"attribute": held.attribute, "set": {"must": False}}])
    assert after.question is not None
    assert after.progress.asked == asked.progress.asked
    changed = [e for e in after.profile if e.attribute == held.attribute]
    assert [(e.value, e.must) for e in changed] == [(held.value, False)]


async def test_what_the_person_was_looking_at_is_evidence(agent: Agent) -> None:
    plain = (await agent.start("businesses")).id
    first = await agent.turn(plain, choices=["show"])
    assert first.recommendations is not None
    other = await agent.turn(plain, text="show me others")
    assert other.recommendations is not None
    seen = other.recommendations[-1]
    begun = await agent.start("businesses", looking_at=seen.item_id)
    assert seen.title[:20] in begun.reply.text
    five = await agent.turn(begun.id, choices=["show"])
    assert five.recommendations is not None
    assert five.recommendations[0].item_id == seen.item_id
    assert (await agent.transcript(begun.id))["looking_at"] == seen.item_id
    nowhere = await agent.start("businesses", looking_at="nowhere")
    assert (await agent.transcript(nowhere.id))["looking_at"] is None
