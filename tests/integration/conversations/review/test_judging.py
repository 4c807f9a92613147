"""Claims, labels, judgements, second opinions and redactions, and what the audit says of them."""

from __future__ import annotations

from typing import Any

import pytest
from psycopg.errors import InsufficientPrivilege

from conversations import store
from conversations.review import labels, opinions
from conversations.review.claims import claim, release
from conversations.review.queue import Filter, read_queue
from conversations.review.reading import may_see_personal, open_conversation, permit
from conversations.review.redactions import lift, redact_words
from core.database import Connection, Pool
from core.errors import Claimed, InvalidMessage, UnknownConversation

NOWHERE = "0" * 32


async def told(connection: Connection) -> list[tuple[str, str]]:
    """Who did what, in the order of doing."""
    cursor = await connection.execute("select who, what from conversations.audit order by id")
    return [(row["who"], row["what"]) for row in await cursor.fetchall() if row["who"] != "test"]


async def test_two_people_do_not_read_the_same_one(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()))
        await claim(connection, id, "rita")
        await claim(connection, id, "rita")
        with pytest.raises(Claimed):
            await claim(connection, id, "rolf")
        with pytest.raises(Claimed):
            await labels.toggle(connection, id, 1, "tone", "rolf")
        (row,) = await read_queue(connection, Filter(), "rolf")
        assert row.claimed_by == "rita"
        assert await read_queue(connection, Filter(state="mine"), "rolf") == []
        assert len(await read_queue(connection, Filter(state="mine"), "rita")) == 1
        await connection.execute(
            "update conversations.claims set claimed_at = now() - interval '3 hours'"
        )
        await claim(connection, id, "rolf")
        await release(connection, id, "rita")
        await release(connection, id, "rolf")
        with pytest.raises(UnknownConversation):
            await claim(connection, NOWHERE, "rita")
        assert await told(connection) == [
            ("rita", "conversation claimed"), ("rolf", "conversation claimed"),
            ("rolf", "claim released"),
        ]  # fmt: skip


async def test_labels_come_and_go(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()))
        assert await labels.toggle(connection, id, 1, "tone", "rita")
        assert await labels.toggle(connection, id, None, "tone", "rita")
        assert not await labels.toggle(connection, id, 1, "tone", "rita")
        (left,) = await labels.labels_of(connection, id)
        assert (left.n, left.label, left.reviewer) == (None, "tone", "rita")
        with pytest.raises(InvalidMessage, match="not one of"):
            await labels.toggle(connection, id, 1, "nonsense", "rita")
        with pytest.raises(UnknownConversation):
            await labels.toggle(connection, id, 7, "tone", "rita")
        await labels.judge(connection, id, "rita", " curt \0")
        await labels.judge(connection, id, "rita", "curt")
        (judged,) = await labels.judgements_of(connection, id)
        assert judged.note == "curt"
        assert await read_queue(connection, Filter(state="unread"), "rita") == []
        (row,) = await read_queue(connection, Filter(state="judged"), "rita")
        assert (row.judgements, row.claimed_by) == (1, None)
        assert await told(connection) == [
            ("rita", "conversation claimed"), ("rita", "conversation labelled"),
            ("rita", "conversation labelled"), ("rita", "label removed"),
            ("rita", "conversation judged"), ("rita", "claim released"),
            ("rita", "conversation claimed"), ("rita", "conversation judged"),
            ("rita", "claim released"),
        ]  # fmt: skip


async def test_a_second_opinion_is_blind_until_given(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        await made.reviewers(connection, "rita", "rolf")
        made_ids = [await made.talk(connection, ("a bakery", made.asks())) for _ in range(4)]
        for n, id in enumerate(made_ids):
            if n % 2:
                await labels.toggle(connection, id, 1, "tone", "rita")
                await labels.toggle(connection, id, None, "tone", "rita")
            await labels.judge(connection, id, "rita", "first")
        with pytest.raises(InvalidMessage, match="reviewer"):
            await opinions.ask_opinions(connection, "paul", 3, "1", "rita")
        assert await opinions.ask_opinions(connection, "rolf", 9, "1", "rita") == 4
        assert await opinions.ask_opinions(connection, "rolf", 9, "1", "rita") == 0
        assert len(await read_queue(connection, Filter(state="second"), "rolf")) == 4
        assert await read_queue(connection, Filter(state="second"), "rita") == []
        await claim(connection, made_ids[1], "rita")
        for n, id in enumerate(made_ids):
            opened = await open_conversation(connection, id, "rolf")
            assert opened.blind
            assert not opened.labels
            assert not opened.judgements
            if n in (1, 2):
                await labels.toggle(connection, id, None, "tone", "rolf")
            await labels.judge(connection, id, "rolf", "")
        opened = await open_conversation(connection, made_ids[1], "rolf")
        assert not opened.blind
        assert len(opened.labels) == 3
        assert await read_queue(connection, Filter(state="second"), "rolf") == []
        units = await opinions.twice_judged(connection)
        assert len(units) == 8
        found = {one.label: one for one in opinions.agreements(units)}
        tone, fault = found["tone"], found["any_fault"]
        assert (tone.both, tone.first_only, tone.second_only, tone.neither) == (1, 3, 1, 3)
        assert tone.kappa == pytest.approx(0.0)
        assert (fault.both, fault.first_only, fault.second_only, fault.neither) == (1, 1, 1, 1)
        assert found["unsafe"].kappa is None


async def test_what_is_redacted_is_seen_and_found_by_nobody(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        words = "the old mill of my  cousin Thaddeus"
        id = await made.talk(connection, (words, made.asks()))
        await redact_words(connection, id, "cousin thaddeus", "rita")
        await redact_words(connection, id, "cousin thaddeus", "rita")
        for why in (None, "a complaint came in"):
            opened = await open_conversation(connection, id, "rita", why)
            assert opened.turns[0]["said"] == {"text": "the old mill of my  [redacted]"}
        assert await read_queue(connection, Filter(words="Thaddeus"), "rita") == []
        (row,) = await read_queue(connection, Filter(words="mill"), "rita")
        assert row.first_words == "the old mill of my [redacted]"
        seen = await store.transcript(connection, id)
        assert seen["turns"][0]["said"]["text"] == words
        with pytest.raises(InvalidMessage):
            await redact_words(connection, id, "x", "rita")
        with pytest.raises(UnknownConversation):
            await redact_words(connection, NOWHERE, "words", "rita")
        await lift(connection, id, opened.redactions[0].id, "anna")
        await lift(connection, id, opened.redactions[0].id, "anna")
        assert len(await read_queue(connection, Filter(words="Thaddeus"), "rita")) == 1
        cursor = await connection.execute("select * from conversations.audit")
        assert "haddeus" not in str(await cursor.fetchall())
        assert [what for _, what in await told(connection)] == [
            "words redacted", "conversation viewed", "conversation viewed with personal data",
            "redaction lifted",
        ]  # fmt: skip


async def test_personal_data_needs_a_permission_and_a_reason(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        await made.reviewers(connection, "rita")
        cursor = await connection.execute("select id from conversations.users")
        (user,) = await cursor.fetchall()
        assert not await may_see_personal(connection, user["id"])
        assert not await may_see_personal(connection, "nobody")
        await permit(connection, user["id"], "rita", True, "operator")
        assert await may_see_personal(connection, user["id"])
        id = await made.talk(connection, ("ask for Daniel Miller", made.asks()))
        veiled = await open_conversation(connection, id, "rita")
        assert veiled.turns[0]["said"]["text"] == "ask for [name hidden]"
        with pytest.raises(InvalidMessage, match="reason"):
            await open_conversation(connection, id, "rita", "   x ")
        opened = await open_conversation(connection, id, "rita", "a complaint came in")
        assert opened.turns[0]["said"]["text"] == "ask for Daniel Miller"
        cursor = await connection.execute(
            "select details from conversations.audit order by id desc"
        )
        row = await cursor.fetchone()
        assert row is not None
        assert row["details"] == {"why": "a complaint came in"}


@pytest.mark.parametrize("change", ["update conversations.audit set who = 'x'",
                                    "delete from conversations.audit",
                                    "truncate conversations.audit"])  # fmt: skip
async def test_a_look_cannot_be_made_unseen(pool: Pool, made: Any, change: str) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()))
        await open_conversation(connection, id, "rita")
        with pytest.raises(InsufficientPrivilege):
            await connection.execute(change.encode())
        assert await told(connection) == [("rita", "conversation viewed")]
