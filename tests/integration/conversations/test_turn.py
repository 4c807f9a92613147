"""Turns in the store: stored before the work, completed once, never shown twice."""

from __future__ import annotations

import asyncio

import pytest

from conversations import store
from conversations.turn import MOST_ATTEMPTS
from core.database import Connection, Pool
from core.errors import TurnRunning, UnknownConversation
from core.model import Wish
from core.reply import ProfileEntry, Reply, Said
from tests.turns import SOMEBODY, begin, died, finish

HELLO = Said(text="a bakery in Ohio")


def record(text: str = "Which state?") -> store.TurnRecord:
    return store.TurnRecord(
        reply=Reply(
            kind="question", text=text, profile=(ProfileEntry(attribute="state", stance="any"),)
        ),
        profile_after=(Wish(attribute="state", stance="any"),),
        act="ask",
        why={"state": 0.12, "industry": float("nan")},
        belief={"entropy": 3.1},
        five=(store.Shown(item_id="b-1", match=0.4),),
        verdicts=({"guard": "exists", "verdict": "allow"},),
        versions={"catalogue": 1},
        timings_ms={"listen": 1.5},
        degraded=("model",),
    )


async def started(connection: Connection) -> str:
    return (await store.create(connection, pack="businesses", locale="en-US")).id


async def test_a_turn_from_message_to_reply(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        begun = await begin(connection, id, HELLO)
        assert (begun.n, begun.said, begun.reply) == (1, HELLO, None)
        async with connection.transaction():
            await finish(connection, id, 1, record())
        seen = await store.transcript(connection, id)
        assert [(t["n"], t["said"], t["reply"]["text"]) for t in seen["turns"]] == [
            (1, {"text": "a bakery in Ohio"}, "Which state?")
        ]
        assert seen["turns"][0]["at"].endswith("Z")
        assert seen["profile"] == seen["turns"][0]["reply"]["profile"] != []
        assert (await begin(connection, id, HELLO)).n == 2


@pytest.mark.parametrize(("asked", "maker"), [(0, "template"), (2, "model")])
async def test_replies_of_earlier_versions_are_marked_when_they_are_read(
    pool: Pool, asked: int, maker: str
) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await begin(connection, id, HELLO, "m-1")
        await finish(connection, id, 1, record())
        await connection.execute(
            "update conversations.turns set reply = (reply - 'made_by' - 'generated_by_ai')"
            " || jsonb_build_object('usage', jsonb_build_object('model_calls', %s::int))",
            (asked,),
        )
        told = (await store.transcript(connection, id))["turns"][0]["reply"]
        again = await store.finished_reply(connection, id, "m-1")
    assert (told["made_by"], told["generated_by_ai"]) == (maker, True)
    assert again is not None
    assert (again.made_by, again.generated_by_ai) == (maker, True)


async def test_everything_of_the_record_is_kept(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await begin(connection, id, HELLO)
        await finish(connection, id, 1, record())
        cursor = await connection.execute("select * from conversations.turns")
        row = await cursor.fetchone()
        assert row is not None
        assert row["status"] == "finished"
        assert row["finished_at"] >= row["begun_at"]
        assert row["why"] == {"state": 0.12, "industry": None}
        assert row["five"] == [{"item_id": "b-1", "match": 0.4}]
        assert row["act"] == "ask"
        assert row["degraded"] == ["model"]
        assert row["profile_after"][0]["attribute"] == "state"
        assert row["heard"] is None


async def test_the_received_message_is_there_before_the_work(pool: Pool) -> None:
    async with pool.connection() as one, pool.connection() as other:
        id = await started(one)
        await begin(one, id, HELLO)
        await died(other, id)
        left = await store.take_turn(other, id)
        assert left is not None
        assert (left.n, left.said, left.attempts, left.own) == (1, HELLO, 2, False)
        assert (await store.transcript(other, id))["turns"] == []


async def test_the_same_message_again_gives_the_stored_reply(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await begin(connection, id, HELLO, "m-1")
        assert await store.finished_reply(connection, id, "m-1") is None
        await finish(connection, id, 1, record())
        again = await begin(connection, id, Said(text="something else"), "m-1")
        assert again.n == 1
        assert again.said == HELLO
        assert again.reply == record().reply == await store.finished_reply(connection, id, "m-1")
        assert len((await store.transcript(connection, id))["turns"]) == 1


async def test_message_ids_are_of_one_conversation(pool: Pool) -> None:
    async with pool.connection() as connection:
        for _ in range(2):
            id = await started(connection)
            assert (await begin(connection, id, HELLO, "m-1")).n == 1


async def test_an_interrupted_message_sent_again_keeps_its_number(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await begin(connection, id, HELLO, "m-1")
        again = await begin(connection, id, HELLO, "m-1")
        assert (again.n, again.reply, again.own) == (1, None, True)


async def test_interrupted_messages_come_in_order_and_not_for_ever(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await left(connection, id, 1, HELLO)
        await left(connection, id, 2, Said(choices=("any",)), "m-2")
        assert await store.take_turn(connection, id, least_attempts=MOST_ATTEMPTS) is None
        for attempt in range(2, MOST_ATTEMPTS + 2):
            taken = await store.take_turn(connection, id, HELLO, "m-3")
            assert taken is not None
            assert (taken.n, taken.spent) == (1, attempt > MOST_ATTEMPTS)
            await died(connection, id)
        taken = await store.take_turn(connection, id, least_attempts=MOST_ATTEMPTS, holder=SOMEBODY)
        assert taken is not None
        assert taken.n == 1
        await finish(connection, id, 1, record())
        taken = await store.take_turn(connection, id, HELLO, "m-3", holder=SOMEBODY)
        assert taken is not None
        assert (taken.n, taken.said, taken.attempts) == (2, Said(choices=("any",)), 2)
        await finish(connection, id, 2, record())
        assert await store.take_turn(connection, id) is None
        assert (await begin(connection, id, HELLO, "m-3")).n == 3


async def left(
    connection: Connection, id: str, n: int, said: Said, client: str | None = None
) -> None:
    """A turn that an earlier version, or a dead process, left unfinished."""
    values = {"id": id, "n": n, "said": said.model_dump_json(exclude_none=True), "client": client}
    await connection.execute(
        "insert into conversations.turns (conversation_id, n, said, client_message_id)"
        " values (%(id)s, %(n)s, %(said)s, %(client)s)", values,
    )  # fmt: skip


async def test_a_message_waits_for_those_before_it_even_where_it_was_begun_first(
    pool: Pool,
) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await left(connection, id, 1, HELLO, "m-1")
        await left(connection, id, 2, HELLO, "m-2")
        first = await begin(connection, id, HELLO, "m-1")
        assert (first.n, first.own) == (2, False)
        await finish(connection, id, 2, record())
        assert (await begin(connection, id, HELLO, "m-1")).own


async def test_a_failed_turn_leaves_nothing(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        begun = await begin(connection, id, HELLO, "m-1")
        await store.abandon_turn(connection, begun.hold)
        assert await store.take_turn(connection, id) is None
        assert (await begin(connection, id, HELLO, "m-1")).n == 1


async def test_a_finished_turn_is_not_abandoned(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        begun = await begin(connection, id, HELLO)
        await finish(connection, id, 1, record())
        await store.abandon_turn(connection, begun.hold)
        assert len((await store.transcript(connection, id))["turns"]) == 1


async def test_a_turn_is_finished_once(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        await begin(connection, id, HELLO)
        await finish(connection, id, 1, record("first"))
        with pytest.raises(TurnRunning):
            await finish(connection, id, 1, record("second"))
        seen = await store.transcript(connection, id)
        assert seen["turns"][0]["reply"]["text"] == "first"


@pytest.mark.parametrize(
    "said",
    [
        Said(text="\0"), Said(text="\ud800 and \udfff"), Said(text="\u202eevil\u200b"),
        Said(text="'; drop table conversations.turns; --"), Said(text="%(id)s %s {}"),
        Said(choices=("a\0", "\ud800")), Said(profile=({"attribute": "\0", "set": {"\0": "\0"}},)),
    ],
)  # fmt: skip
async def test_odd_messages_are_kept(pool: Pool, said: Said) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
        begun = await begin(connection, id, said, "odd \0\ud800")
        assert begun.n == 1
        await finish(connection, id, 1, record("\0\ud800"))
        assert await store.finished_reply(connection, id, "odd \0\ud800") is not None
        assert len((await store.transcript(connection, id))["turns"]) == 1


async def test_unknown_conversations(pool: Pool) -> None:
    async with pool.connection() as connection:
        for id in ("0" * 32, "no id"):
            with pytest.raises(UnknownConversation):
                await begin(connection, id, HELLO)
            with pytest.raises(UnknownConversation):
                await finish(connection, id, 1, record())
            with pytest.raises(UnknownConversation):
                await store.transcript(connection, id)
            with pytest.raises(UnknownConversation):
                await store.add_feedback(connection, id, None, "helpful")
            with pytest.raises(UnknownConversation):
                await store.erase(connection, id)
            assert not await store.authorised(connection, id, "token")


async def answered(pool: Pool, id: str, client: str | None, runs: list[int]) -> Reply:
    """The reply to a message, waited for as an agent does."""
    while True:
        try:
            async with pool.connection() as connection:
                taken = await store.take_turn(connection, id, HELLO, client)
        except TurnRunning:
            await asyncio.sleep(0.01)
            continue
        assert taken is not None
        if taken.reply:
            return taken.reply
        runs.append(taken.n)
        await asyncio.sleep(0.05)
        async with pool.connection() as connection, connection.transaction():
            await store.finish_turn(connection, taken.hold, record())
        return record().reply


async def test_a_double_submit_runs_once(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
    runs: list[int] = []
    replies = await asyncio.gather(*(answered(pool, id, "m-1", runs) for _ in range(5)))
    assert runs == [1]
    assert replies == [record().reply] * 5


async def test_two_tabs_are_answered_one_after_the_other(pool: Pool) -> None:
    async with pool.connection() as connection:
        id = await started(connection)
    runs: list[int] = []
    await asyncio.gather(*(answered(pool, id, None, runs) for _ in range(6)))
    assert runs == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("id", ["jo.doe@example.com", "07700 900123", "jo\0", "m-1"])
async def test_what_clients_call_a_message_is_kept_without_personal_data(
    pool: Pool, id: str
) -> None:
    async with pool.connection() as connection:
        conversation = await started(connection)
        await begin(connection, conversation, HELLO, id)
        await finish(connection, conversation, 1, record())
        again = await store.finished_reply(connection, conversation, id)
        assert await store.finished_reply(connection, conversation, id + "x") is None
        kept = await connection.execute("select client_message_id from conversations.turns")
        (row,) = await kept.fetchall()
    assert again is not None
    assert again.text == "Which state?"
    assert (row["client_message_id"] == id) == (id == "m-1")
