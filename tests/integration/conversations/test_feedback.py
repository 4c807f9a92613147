"""What is judged was shown, and a judgement replaces the one before it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conversations import store
from core.database import Connection, Pool
from core.errors import InvalidMessage, NotShown, UnknownConversation
from core.reply import Reason, Recommendation, Reply, Said
from tests.turns import begin, finish

MIGRATION = Path(__file__).parents[3] / "migrations" / "0014_feedback_once.sql"
NEVER = ("b-9", "", "my number is 5551234567", "b-1\0", "it\ud800em", "x" * 100_000)


def card(item: str) -> Recommendation:
    return Recommendation(
        item_id=item, title="Harbor Laundry", summary="A laundromat.", match=0.6,
        reasons=(Reason(text="It is in Ohio."),),
    )  # fmt: skip


async def shown(connection: Connection, *items: str) -> str:
    """A conversation in which these were shown; its id."""
    id = (await store.create(connection, pack="businesses", locale="en")).id
    begun = await begin(connection, id, Said(text="a laundromat"))
    cards = tuple(map(card, items))
    reply = Reply(kind="recommendations", text="Here they are.", recommendations=cards)
    await finish(connection, id, begun.n, store.TurnRecord(reply=reply))
    return id


async def kept(connection: Connection, id: str) -> list[tuple[Any, ...]]:
    cursor = await connection.execute(
        "select item_id, verdict, note from conversations.feedback where conversation_id = %s"
        " order by id", [id],
    )  # fmt: skip
    return [tuple(row.values()) for row in await cursor.fetchall()]


@pytest.mark.parametrize("item", NEVER, ids=range(len(NEVER)))
async def test_what_was_not_shown_is_not_judged(pool: Pool, item: str) -> None:
    async with pool.connection() as connection:
        id, other = await shown(connection, "b-1", "b-2"), await shown(connection, "b-9")
        with pytest.raises(NotShown, match="b-1, b-2") as refused:
            await store.add_feedback(connection, id, item, "interested", "a note")
        assert refused.value.status == 422
        assert "5551234567" not in str(refused.value)
        assert await kept(connection, id) == await kept(connection, other) == []
        with pytest.raises(UnknownConversation):
            await store.add_feedback(connection, store.new_id(), item, "interested")


async def test_nothing_shown_yet(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = (await store.create(connection, pack="businesses", locale="en")).id
        await begin(connection, id, Said(text="a laundromat"))
        with pytest.raises(NotShown):
            await store.add_feedback(connection, id, "b-1", "interested")
        await store.add_feedback(connection, id, None, "helpful", "so far")
        assert await kept(connection, id) == [(None, "helpful", "so far")]


async def test_minds_may_change_and_nothing_piles_up(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await shown(connection, "b-1", "b-2")
        for n in range(20):
            for item in ("b-1", "b-2", None):
                for verdict in ("interested", "helpful", "not_helpful", "not_interested"):
                    await store.add_feedback(connection, id, item, verdict, f"note {n}")
        assert sorted(await kept(connection, id), key=str) == sorted(
            (
                (item, verdict, "note 19")
                for item in ("b-1", "b-2", None)
                for verdict in ("not_helpful", "not_interested")
            ),
            key=str,
        )
        await store.add_feedback(connection, id, "b-1", "not_interested")
        assert ("b-1", "not_interested", "note 19") in await kept(connection, id)
        await store.add_feedback(connection, id, "b-1", "interested")
        assert ("b-1", "interested", None) in await kept(connection, id)


async def test_the_queue_follows_a_change_of_mind(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await shown(connection, "b-1")
        for verdict, tag in {
            "not_interested": "flag:low rating",
            "interested": "interested",
        }.items():
            await store.add_feedback(connection, id, "b-1", verdict)
            cursor = await connection.execute(
                "select tags from conversations.digests where conversation_id = %s", [id]
            )
            (row,) = await cursor.fetchall()
            assert any(tag in one for one in row["tags"]), row
        assert "flag:low rating" not in row["tags"]


async def test_both_doors_at_once(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await shown(connection, "b-1")

    async def judge(verdict: str) -> None:
        async with pool.connection() as connection:
            await store.add_feedback(connection, id, "b-1", verdict)

    await asyncio.gather(*(judge(v) for v in ("interested", "not_interested") * 8))
    async with pool.connection() as connection:
        assert len(await kept(connection, id)) == 1
        with pytest.raises(InvalidMessage, match="'meh' is not one of: interested"):
            await store.add_feedback(connection, id, "b-1", "meh")


async def test_what_was_kept_before(pool: Pool, database_url: str) -> None:
    """Of what stood there twice the latest stands; what no item was called goes, unless held."""
    async with pool.connection() as connection:
        id, held = await shown(connection, "b-1"), await shown(connection, "b-1")
        await connection.execute("drop index conversations.feedback_standing")
        await connection.execute("drop trigger feedback_changed on conversations.feedback")
        await connection.execute(
            "alter table conversations.feedback drop column standing, drop column about"
        )
        await connection.execute("drop function conversations.has_shown")
        await connection.execute(
            "update conversations.conversations set held_at = now() where id = %s", [held]
        )
        for one in (id, held):
            for item, verdict in (
                ("b-1", "interested"), ("my number is 5551234567", "interested"),
                ("b-1", "not_interested"), (None, "helpful"), (None, "not_helpful"),
            ):  # fmt: skip
                await connection.execute(
                    "insert into conversations.feedback (conversation_id, item_id, verdict)"
                    " values (%s, %s, %s)", [one, item, verdict],
                )  # fmt: skip
    with psycopg.connect(database_url, autocommit=True) as plain:
        plain.execute(MIGRATION.read_text("utf-8").encode())
    async with pool.connection() as connection:
        latest = [("b-1", "not_interested", None), (None, "not_helpful", None)]
        assert await kept(connection, id) == latest
        assert len(await kept(connection, held)) == 5
        await store.add_feedback(connection, held, "b-1", "interested")
        assert len(await kept(connection, held)) == 5
