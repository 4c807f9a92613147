"""From the first sentence to the five, and everything a person may do on the way."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from agent import Agent
from core.errors import InvalidMessage, MessageTooLong, UnknownConversation, UnknownPack
from core.reply import ProfileEntry, Recommendation, Reply
from domains import load_pack


async def talk(agent: Agent, *lines: str) -> list[Reply]:
    started = await agent.start("businesses")
    return [await agent.turn(started.id, text=line) for line in lines]


def must(attribute: str, value: object) -> dict[str, object]:
    return {"attribute": attribute, "set": {"stance": "want", "value": value, "must": True}}


async def items_of(agent: Agent, cards: tuple[Recommendation, ...]) -> list[dict[str, Any]]:
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(
            b"select item_id, attributes, available from catalogue.items where item_id = any(%s)",
            ([card.item_id for card in cards],),
        )
        return list(await cursor.fetchall())


def entry(reply: Reply, attribute: str) -> ProfileEntry:
    return next(e for e in reply.profile if e.attribute == attribute)


async def test_an_interview_ends_with_five_checked_matches(agent: Agent) -> None:
    started = await agent.start("businesses")
    assert started.reply.kind == "question"
    assert started.reply.question is not None
    assert started.reply.question.attribute == "opening"
    assert started.reply.notices
    reply = await agent.turn(started.id, text="I want to buy a laundromat that runs itself.")
    asked = 0
    while reply.kind == "question":
        asked += 1
        assert reply.question is not None
        ids = [choice.id for choice in reply.question.choices]
        assert ids[-2:] == ["any", "show"]
        assert reply.progress.asked == asked
        reply = await agent.turn(started.id, choices=["any"])
    assert reply.kind == "recommendations"
    assert asked <= 8
    cards = reply.recommendations or ()
    assert len({card.item_id for card in cards}) == len(cards) == 5
    assert all(card.reasons for card in cards)
    assert reply.notices == (load_pack("businesses").notice,)
    assert "laundr" in " ".join(card.title + card.summary for card in cards[:2]).lower()
    assert all(row["available"] for row in await items_of(agent, cards))


async def test_reasons_are_spans_of_the_stored_text(agent: Agent) -> None:
    replies = await talk(agent, "A plumbing or heating company in Pennsylvania", "just show me")
    cards = replies[-1].recommendations or ()
    async with agent.pool.connection() as connection:
        cursor = await connection.execute(b"select item_id, cleaned from catalogue.items")
        cleaned = {row["item_id"]: row["cleaned"] for row in await cursor.fetchall()}
    evidence = [(c.item_id, r.evidence) for c in cards for r in c.reasons if r.evidence]
    assert evidence
    for item_id, span in evidence:
        assert cleaned[item_id][span.start : span.end] == span.text


async def test_must_haves_are_met_by_every_card(agent: Agent) -> None:
    started = await agent.start("businesses")
    await agent.turn(started.id, text="Something with food")
    edits = [must("asking_price", {"max": 600_000}), must("franchise", False)]
    reply = await agent.turn(started.id, profile=edits)
    while reply.kind == "question":
        reply = await agent.turn(started.id, choices=["show"])
    assert reply.recommendations
    assert entry(reply, "asking_price").must
    for item in await items_of(agent, reply.recommendations):
        stated = item["attributes"]
        assert stated["asking_price"]["value"] <= 600_000
        assert stated["franchise"]["value"] is False


async def test_nothing_fits_offers_to_relax_one_named_constraint(agent: Agent) -> None:
    started = await agent.start("businesses")
    edits = [must("industry", "Pets & animals"), must("asking_price", {"max": 70_000})]
    offer = await agent.turn(started.id, profile=edits)
    assert offer.kind == "question"
    assert offer.question is not None
    assert offer.question.purpose == "relax"
    assert offer.question.attribute == "asking_price"
    assert [choice.id for choice in offer.question.choices] == ["yes", "no"]
    refused = await agent.turn(started.id, text="No, I can't bend on that one.")
    assert refused.question is not None
    assert refused.question.attribute == "industry"
    nothing = await agent.turn(started.id, choices=["no"])
    assert nothing.kind == "recommendations"
    assert nothing.recommendations == ()
    assert all(entry(nothing, id).must for id in ("industry", "asking_price"))


async def test_relaxing_drops_only_the_named_constraint(agent: Agent) -> None:
    started = await agent.start("businesses")
    edits = [must("industry", "Pets & animals"), must("asking_price", {"max": 70_000})]
    await agent.turn(started.id, profile=edits)
    reply = await agent.turn(started.id, text="Yes, that's fine.")
    assert reply.kind in ("question", "recommendations")
    assert entry(reply, "industry").must
    assert not entry(reply, "asking_price").must


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("why do you ask?", "question"),
        ("what do you mean by that?", "question"),
        ("what do you know about me?", "notice"),
        ("can I talk to a real person?", "notice"),
    ],
)
async def test_side_questions_keep_the_pending_question(agent: Agent, line: str, kind: str) -> None:
    asked, answered = await talk(agent, "I would like to buy a good business", line)
    assert answered.kind == kind
    assert answered.question == asked.question
    assert answered.progress.asked == asked.progress.asked


async def test_start_over_forgets_the_wishes(agent: Agent) -> None:
    replies = await talk(agent, "A bakery in Vermont under 400k", "start over")
    assert replies[0].profile
    assert replies[1].profile == ()


async def test_a_correction_replaces_only_what_it_corrects(agent: Agent) -> None:
    started = await agent.start("businesses")
    await agent.turn(started.id, text="I look for a restaurant in Ohio, up to 300k")
    reply = await agent.turn(started.id, text="actually, scrap that, it has to be in Texas")
    states = {e.value["name"] for e in reply.profile if e.attribute == "state" and e.value}
    assert states == {"Texas"}
    assert entry(reply, "asking_price").value["max"] == 300_000


async def test_second_helpings_are_others(agent: Agent) -> None:
    replies = await talk(agent, "A car wash", "just show me", "None of these. Show me others.")
    first = {card.item_id for card in replies[1].recommendations or ()}
    second = {card.item_id for card in replies[2].recommendations or ()}
    assert first
    assert second
    assert not first & second


async def test_one_message_sent_twice_is_one_turn(agent: Agent) -> None:
    started = await agent.start("businesses")
    first = await agent.turn(started.id, text="A dental practice", client_message_id="one")
    again = await agent.turn(started.id, text="A dental practice", client_message_id="one")
    assert again == first
    assert len((await agent.transcript(started.id))["turns"]) == 1


async def test_two_tabs_at_once_become_two_turns(agent: Agent) -> None:
    started = await agent.start("businesses")
    lines = [f"A bakery, and tab {n} speaking" for n in range(4)]
    await asyncio.gather(*(agent.turn(started.id, text=line) for line in lines))
    turns = (await agent.transcript(started.id))["turns"]
    assert [turn["n"] for turn in turns] == [1, 2, 3, 4]
    assert sorted(turn["said"]["text"] for turn in turns) == lines


async def test_a_rejected_message_changes_nothing(agent: Agent) -> None:
    started = await agent.start("businesses")
    before = await agent.turn(started.id, text="A bakery in Vermont")
    for text in ("", "   ", "\ud800", "\u200b"):
        with pytest.raises(InvalidMessage):
            await agent.turn(started.id, text=text)
    with pytest.raises(MessageTooLong):
        await agent.turn(started.id, text="a" * 8001)
    with pytest.raises(InvalidMessage):
        await agent.turn(started.id, choices=["industry=Spaceships"])
    transcript = await agent.transcript(started.id)
    assert len(transcript["turns"]) == 1
    after = await agent.turn(started.id, text="what do you know about me?")
    assert after.profile == before.profile


async def test_unknown_names_are_refused(agent: Agent) -> None:
    with pytest.raises(UnknownPack):
        await agent.start("spaceships")
    with pytest.raises(UnknownConversation):
        await agent.turn("0" * 32, text="hello")


async def test_the_interview_goes_on_in_another_process(open_with: object) -> None:
    assert callable(open_with)
    async with open_with() as first:
        started = await first.start("businesses")
        asked = await first.turn(started.id, text="A landscaping firm in Georgia, must be growing")
    async with open_with() as second:
        reply = await second.turn(started.id, text="what do you know about me?")
        assert reply.profile == asked.profile
        assert reply.question == asked.question
        assert await second.authorised(started.id, started.token)


async def test_a_critique_bounds_by_the_item_it_names(agent: Agent) -> None:
    started = await agent.start("businesses")
    await agent.turn(started.id, text="A landscaping or home service company")
    five = await agent.turn(started.id, text="just show me")
    first = (five.recommendations or ())[0]
    priced = {row["item_id"]: row["attributes"] for row in await items_of(agent, (first,))}
    price = priced[first.item_id]["asking_price"]["value"]
    reply = await agent.turn(started.id, text="like the first one but cheaper")
    assert reply.kind == "recommendations"
    assert entry(reply, "asking_price").value["max"] < price
    prices = [
        row["attributes"].get("asking_price")
        for row in await items_of(agent, reply.recommendations or ())
    ]
    assert sum(1 for p in prices if p and p["value"] < price) >= 4


async def test_the_same_words_again_are_meant_as_the_answer(agent: Agent) -> None:
    started = await agent.start("businesses")
    asked = await agent.turn(started.id, text="Something I can run with my wife")
    again = await agent.turn(started.id, text="Thank you kindly")
    assert asked.question is not None
    assert again.question == asked.question
    on = await agent.turn(started.id, text="Thank you kindly")
    assert on.question is None or on.question.attribute != asked.question.attribute
