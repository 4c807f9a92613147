"""Old versions of a catalogue go away, those that somebody ranks with stay."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.ingest import ingest
from catalogue.pruning import prune
from catalogue.snapshot import load_snapshot
from conversations import conversation
from conversations.ranking import versions_in_use
from core.database import Pool
from core.errors import CatalogueMissing
from domains import Pack
from evaluation.throughput import MadeUp

Row = dict[str, Any]


async def versions(pool: Pool, boats: Pack) -> list[int]:
    async with pool.connection() as connection:
        cursor = await connection.execute("select id from catalogue.versions order by id")
        return [row["id"] for row in await cursor.fetchall()]


async def published(
    pool: Pool, boats: Pack, write: Callable[[list[Row]], str], fleet: list[Row]
) -> list[int]:
    made = []
    for n in range(4):
        report = await ingest(pool, boats, write(fleet[: 10 + n]), MadeUp())
        made.append(report.version)
    return made


async def test_the_newest_two_and_those_of_open_conversations_stay(
    pool: Pool, boats: Pack, write: Callable[[list[Row]], str], fleet: list[Row]
) -> None:
    first, second, third, fourth = await published(pool, boats, write, fleet)
    async with pool.connection() as connection:
        begun = await conversation.create(
            connection, pack=boats.id, locale="en", versions={"catalogue": first}
        )
        assert await versions_in_use(connection, boats.id, 90) == {first}
        assert await prune(connection, boats.id, {first}) == 1
    assert await versions(pool, boats) == [first, third, fourth]
    assert len((await load_snapshot(pool, boats, first)).ids) == 10
    async with pool.connection() as connection:
        await connection.execute(
            "update conversations.conversations set updated_at = now() - interval '91 days'"
            " where id = %s",
            (begun.id,),
        )
        assert await versions_in_use(connection, boats.id, 90) == set()
        assert await prune(connection, boats.id, ()) == 1
        cursor = await connection.execute("select distinct version_id from catalogue.postings")
        assert {row["version_id"] for row in await cursor.fetchall()} == {third, fourth}
    assert second not in await versions(pool, boats)


async def test_a_version_that_went_away_is_told_as_missing(
    pool: Pool, boats: Pack, write: Callable[[list[Row]], str], fleet: list[Row]
) -> None:
    first, *_ = await published(pool, boats, write, fleet)
    async with pool.connection() as connection:
        await prune(connection, boats.id, ())
    with pytest.raises(CatalogueMissing):
        await load_snapshot(pool, boats, first)
