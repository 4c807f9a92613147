"""Conversations: what they begin with, who may read them, and that erasing leaves nothing."""

from __future__ import annotations

import asyncio
from typing import TypedDict

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.graph import END, START, StateGraph
from psycopg import AsyncConnection
from psycopg.rows import dict_row

from conversations import store
from core.database import Connection, Pool
from core.errors import InvalidMessage, UnknownConversation
from core.reply import ProfileEntry, Reply, Said
from tests.turns import begin, finish

ANY = ProfileEntry(attribute="a", stance="any")
OPENING = Reply(kind="question", text="What are you looking for?", profile=(ANY,))
RECORD = store.TurnRecord(reply=Reply(kind="notice", text="x"))
TABLES = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")


class State(TypedDict):
    count: int


async def checkpointed(database_url: str) -> Connection:
    """A connection on which the checkpointer's tables are set up, in their schema."""
    connection = await AsyncConnection.connect(
        database_url, autocommit=True, prepare_threshold=0, row_factory=dict_row
    )
    await connection.execute("set search_path = checkpoints")
    await AsyncPostgresSaver(connection).setup()
    return connection


async def run_graph(connection: Connection, id: str) -> None:
    builder = StateGraph(State)
    builder.add_node("count", lambda state: {"count": state["count"] + 1})
    builder.add_edge(START, "count")
    builder.add_edge("count", END)
    graph = builder.compile(checkpointer=AsyncPostgresSaver(connection))
    config: RunnableConfig = {"configurable": {"thread_id": id}}
    await graph.ainvoke(State(count=1), config, durability="exit")


async def rows(connection: Connection, id: str) -> int:
    total = 0
    for table in TABLES:
        query = f"select count(*) as n from checkpoints.{table} where thread_id = %s"
        cursor = await connection.execute(query.encode(), (id,))
        row = await cursor.fetchone()
        total += row["n"] if row else 0
    return total


async def test_what_it_began_with(pool: Pool) -> None:
    async with pool.connection() as connection:
        created = await store.create(
            connection, pack="stays", locale="en-GB", versions={"catalogue": 7}, opening=OPENING
        )
        read = await store.read_conversation(connection, created.id)
        assert (read.pack, read.locale, read.versions) == ("stays", "en-GB", {"catalogue": 7})
        assert read.opening == OPENING
        seen = await store.transcript(connection, created.id)
        assert seen["id"] == created.id
        assert seen["domain"] == "stays"
        assert seen["turns"] == []
        assert seen["opening"]["text"] == OPENING.text
        assert seen["profile"][0]["attribute"] == "a"


async def test_only_its_token_opens_it(pool: Pool) -> None:
    async with pool.connection() as connection:
        one = await store.create(connection, pack="stays", locale="en")
        other = await store.create(connection, pack="stays", locale="en")
        assert await store.authorised(connection, one.id, one.token)
        for wrong in ("", other.token, one.token[:-1], one.token + "x", "\0", "\ud800", "é" * 50):
            assert not await store.authorised(connection, one.id, wrong)
        assert not await store.authorised(connection, one.id.upper(), one.token)


async def test_the_token_is_not_stored(pool: Pool) -> None:
    async with pool.connection() as connection:
        created = await store.create(connection, pack="stays", locale="en")
        cursor = await connection.execute("select * from conversations.conversations")
        assert created.token not in str(await cursor.fetchall())


async def test_a_given_id_is_checked(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = store.new_id()
        assert (await store.create(connection, pack="a", locale="en", id=id)).id == id
        with pytest.raises(UnknownConversation):
            await store.create(connection, pack="a", locale="en", id="x")


async def test_feedback_is_kept_until_the_conversation_is_erased(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = (await store.create(connection, pack="stays", locale="en")).id
        await store.add_feedback(connection, id, None, "interested", "no\0te \ud800")
        await store.add_feedback(connection, id, None, "not_helpful")
        cursor = await connection.execute("select * from conversations.feedback order by id")
        first, second = await cursor.fetchall()
        assert (first["verdict"], first["note"]) == ("interested", "no\ufffdte \ufffd")
        assert (second["verdict"], second["note"]) == ("not_helpful", None)
        with pytest.raises(InvalidMessage, match="'meh' is not one of: interested"):
            await store.add_feedback(connection, id, None, "meh")
        await store.erase(connection, id)
        cursor = await connection.execute("select * from conversations.feedback")
        assert await cursor.fetchall() == []


async def test_erasing_works_before_there_is_a_checkpoint(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = (await store.create(connection, pack="stays", locale="en")).id
        await begin(connection, id, Said(text="hello"))
        await store.erase(connection, id)
        with pytest.raises(UnknownConversation):
            await store.erase(connection, id)
        cursor = await connection.execute("select * from conversations.turns")
        assert await cursor.fetchall() == []


async def test_erasing_takes_the_checkpoints_of_this_conversation_only(database_url: str) -> None:
    async with await checkpointed(database_url) as connection:
        ids = [(await store.create(connection, pack="a", locale="en")).id for _ in range(2)]
        for id in ids:
            await run_graph(connection, id)
        assert await rows(connection, ids[0]) > 0
        await store.erase(connection, ids[0])
        assert await rows(connection, ids[0]) == 0
        assert await rows(connection, ids[1]) > 0


async def test_turn_and_checkpoint_commit_together(database_url: str) -> None:
    async with await checkpointed(database_url) as connection:
        id = (await store.create(connection, pack="a", locale="en")).id
        await begin(connection, id, Said(text="hello"))
        async with connection.transaction(force_rollback=True):
            await run_graph(connection, id)
            await finish(connection, id, 1, RECORD)
        assert await rows(connection, id) == 0
        assert (await store.transcript(connection, id))["turns"] == []
        async with connection.transaction():
            await run_graph(connection, id)
            await finish(connection, id, 1, RECORD)
        assert await rows(connection, id) > 0
        assert len((await store.transcript(connection, id))["turns"]) == 1


async def test_a_turn_in_progress_does_not_survive_erasure(database_url: str) -> None:
    async with await checkpointed(database_url) as one, await checkpointed(database_url) as other:
        id = (await store.create(one, pack="a", locale="en")).id
        await begin(one, id, Said(text="hello"))

        async def erased_meanwhile() -> None:
            async with one.transaction():
                await run_graph(one, id)
                await store.erase(other, id)
                await finish(one, id, 1, RECORD)

        with pytest.raises(UnknownConversation):
            await erased_meanwhile()
        assert await rows(other, id) == 0


async def test_erasure_waits_for_a_turn_that_is_being_completed(database_url: str) -> None:
    async with await checkpointed(database_url) as one, await checkpointed(database_url) as other:
        id = (await store.create(one, pack="a", locale="en")).id
        await begin(one, id, Said(text="hello"))
        async with one.transaction():
            await finish(one, id, 1, RECORD)
            erasing = asyncio.create_task(store.erase(other, id))
            await asyncio.sleep(0.1)
            await run_graph(one, id)
            assert not erasing.done()
        await erasing
        assert await rows(other, id) == 0
