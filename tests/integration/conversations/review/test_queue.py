"""The queue: what comes first, what is found, and what is never shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conversations import store
from conversations.review import queue
from conversations.review.queue import Filter, Place, offered_tags, place_of, read_queue
from core.database import Connection, Pool

BLOCKED = {"verdicts": ({"guard": "promises", "verdict": "block"},)}
FIXED = {"verdicts": ({"guard": "incoming", "verdict": "fix", "detail": "personal"},)}


async def ids(connection: Connection, **wanted: Any) -> list[str]:
    return [row.id for row in await read_queue(connection, Filter(**wanted), "rita")]


async def test_the_worst_comes_first_and_says_why(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        fine = await made.talk(connection, ("a bakery", made.shows(0.9)))
        blocked = await made.talk(connection, ("a farm", made.shows(0.9), BLOCKED))
        late = await made.talk(connection, *[("hm", made.asks(f"a{n}")) for n in range(4)])
        rows = await read_queue(connection, Filter(), "rita")
        assert [row.id for row in rows] == [blocked, late, fine]
        assert rows[0].tagged("flag") == ["guardrail stopped something", "guardrail"]
        assert rows[1].tagged("flag") == ["left late", "low match"]
        assert rows[2].tagged("flag") == []
        assert rows[2].tagged("outcome") == ["five"]
        assert rows[1].first_words == "hm"
        await store.add_feedback(connection, fine, None, "not_helpful")
        await store.add_feedback(connection, blocked, "b-1", "interested")
        assert await ids(connection, tags=("flag:low rating",)) == [fine]
        assert await ids(connection, tags=("outcome:interested",)) == [blocked]


async def test_every_filter(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        contradicts = {"act": "confirm"}
        one = await made.talk(connection, ("a bakery", made.asks(), FIXED))
        two = await made.talk(
            connection, ("a farm", made.asks(), contradicts), ("yes", made.shows(0.1)),
            pack="stays",
        )  # fmt: skip
        broken = {"degraded": ("model",), "versions": {"model": "m", "prompts": {"listen": "ab"}}}
        three = await made.talk(connection, ("a shop", made.asks(), broken))
        for tag, expected in {
            "pack:stays": [two], "language:en-US": [one, two, three], "flag:guardrail": [one],
            "flag:contradiction": [two], "flag:degraded": [three],
            "flag:low match": [one, two, three],
            "model:m": [three], "model:none": [one, two], "prompt:listen ab": [three],
            "catalogue version:1": [one, two], "pack version:p1": [one, two],
            "outcome:open": [one, three],
        }.items():  # fmt: skip
            assert sorted(await ids(connection, tags=(tag,))) == sorted(expected), tag
        offered = await offered_tags(connection)
        assert offered["pack"] == ["businesses", "stays"]
        assert set(offered["model"]) == {"none", "m"}
        today = datetime.now(UTC).date()
        assert len(await ids(connection, since=today, until=today)) == 3
        assert await ids(connection, since=today + timedelta(days=1)) == []
        assert await ids(connection, until=today - timedelta(days=1)) == []


async def test_an_abandoned_one_has_rested(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        left = await made.talk(connection, ("a bakery", made.asks()))
        await made.talk(connection, ("a bakery", made.shows()))
        assert await ids(connection, abandoned=True) == []
        await connection.execute(
            "update conversations.digests set last_at = last_at - interval '31 minutes'"
        )
        assert await ids(connection, abandoned=True) == [left]


@pytest.mark.parametrize("many", [1, 5_000])
async def test_search_is_whole_words_by_meaningful_form(
    pool: Pool, made: Any, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MANY", many)
    async with pool.connection() as connection:
        bakery = await made.talk(connection, ("two bakeries near the sea", made.asks()))
        farm = await made.talk(connection, ("a farm", made.shows()))
        assert await ids(connection, words="bakery") == [bakery]
        assert await ids(connection, words="bakery -sea") == []
        assert await ids(connection, words="laundry ohio") == [farm]
        assert await ids(connection, words="bakery", tags=("outcome:five",)) == []
        assert await ids(connection, words="'; drop table x --") == []


async def test_names_are_neither_found_nor_shown(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("please ask for Daniel Miller, a bakery", made.asks()))
        (row,) = await read_queue(connection, Filter(words="bakery"), "rita")
        assert row.id == id
        assert "Daniel" not in row.first_words
        assert await ids(connection, words="Daniel") == []


@pytest.mark.parametrize("sort", ["worth", "newest"])
async def test_pages_follow_without_gap_or_repeat(pool: Pool, made: Any, sort: Any) -> None:
    async with pool.connection() as connection:
        for n in range(9):
            await made.talk(connection, ("a bakery", made.shows(0.5 if n % 2 else n / 10)))
        filter = Filter(sort=sort)
        seen: list[queue.Row] = []
        place: Place | None = None
        while page := await read_queue(connection, filter, "rita", place, most=4):
            seen += page
            place = place_of(page[-1], sort)
        assert len({row.id for row in seen}) == len(seen) == 9
        last = place_of(seen[-1], sort)
        back = await read_queue(connection, filter, "rita", last, backwards=True, most=8)
        assert [row.id for row in back] == [row.id for row in reversed(seen[:-1])]


async def test_a_closed_conversation_is_found_by_nobody(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()))
        assert await store.erase(connection, id, at_least_days=30) == "closed"
        assert await ids(connection) == await ids(connection, words="bakery") == []
        assert await ids(connection, state="unread") == []


async def test_an_erased_conversation_leaves_nothing(pool: Pool, made: Any) -> None:
    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()))
        await store.add_feedback(connection, id, None, "not_helpful")
        assert await store.erase(connection, id) == "erased"
        for table in ("traces", "digests", "labels", "judgements", "claims", "cases"):
            cursor = await connection.execute(f"select from conversations.{table}".encode())
            assert cursor.rowcount == 0, table


async def test_older_turns_are_traced_later(pool: Pool, made: Any) -> None:
    from conversations.review.trace import trace_older

    async with pool.connection() as connection:
        id = await made.talk(connection, ("a bakery", made.asks()), ("Ohio", made.shows()))
        before = await read_queue(connection, Filter(), "rita")
        await connection.execute("delete from conversations.traces")
        await connection.execute("delete from conversations.digests")
        assert await ids(connection) == []
        assert await trace_older(connection) == 2
        assert await trace_older(connection) == 0
        assert await read_queue(connection, Filter(), "rita") == before
        assert await ids(connection, words="bakery") == [id]
