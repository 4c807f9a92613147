"""The benchmark on large catalogues, on a small one that is treated as large."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from agent.session import open_agent
from catalogue.holding import holding
from catalogue.nearest import nearest
from catalogue.progress import Quiet
from catalogue.snapshot import load_snapshot
from core.database import Pool, open_pool
from core.embedded import stop_embedded
from core.reply import Reply
from core.settings import Settings
from domains import load_pack
from evaluation.scale.__main__ import tables
from evaluation.scale.donors import Donors, read_donors
from evaluation.scale.filters import SHARES, WAYS, best, filtered
from evaluation.scale.loading import load
from evaluation.scale.measuring import Asked, folder_of, measure
from evaluation.scale.synthesis import synthesise

ITEMS = 2_000


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand items are many."""
    for module in ("catalogue.snapshot", "agent.shelf", "evaluation.scale.loading"):
        monkeypatch.setattr(f"{module}.LARGE", 1_000)


@pytest.fixture
async def donors(evaluated: Settings) -> Donors:
    async with open_pool(evaluated) as pool:
        return await read_donors(pool, load_pack("businesses"))


@pytest.fixture
async def filled(pool: Pool, donors: Donors) -> Pool:
    await load(pool, load_pack("businesses"), donors, ITEMS, 7, Quiet())
    return pool


async def test_synthesised_items_keep_the_shares_of_the_real_ones(donors: Donors) -> None:
    pack = load_pack("businesses")
    [chunk] = synthesise(pack, donors, ITEMS, 7)
    [again] = synthesise(pack, donors, ITEMS, 7)
    assert len({item.attributes for item in chunk.items}) > 0.9 * ITEMS
    assert [i.attributes for i in again.items] == [i.attributes for i in chunk.items]
    np.testing.assert_allclose(np.linalg.norm(chunk.vectors, axis=1), 1, rtol=1e-5)
    for attribute in pack.attributes:
        real = np.mean([attribute.id in donor.stated for donor in donors.items])
        made = np.mean([f'"{attribute.id}": ' in item.attributes for item in chunk.items])
        assert made == pytest.approx(real, abs=0.1), attribute.id


async def test_filtered_search_finds_what_an_exact_scan_finds(
    filled: Pool, evaluated: Settings, donors: Donors
) -> None:
    pack = load_pack("businesses")
    snapshot = await load_snapshot(filled, pack, folder=evaluated.data_dir / "test-snapshots")
    assert snapshot.large is not None
    assert snapshot.indexed
    done: list[None] = []
    async with filled.connection() as connection:
        found = await filtered(
            connection, snapshot, donors.vectors[:6], 7, lambda: done.append(None)
        )
    assert len(done) == len(found) == len(WAYS) * len(SHARES)
    for one in found:
        assert one.recall >= 0.95, one
        assert len(one.milliseconds) == 6
    assert {one.five for one in found if one.way == WAYS[0]} == {1.0}


async def test_the_way_to_the_nearest_follows_the_number_allowed(
    filled: Pool, donors: Donors
) -> None:
    pack = load_pack("businesses")
    snapshot = await load_snapshot(filled, pack)
    vector, rng = donors.vectors[0], np.random.default_rng(1)
    async with filled.connection() as connection:
        ways = {}
        for share in (1.0, 0.5, 0.1, 0.01, 0.001, 0.0):
            allowed = rng.permutation(ITEMS) < share * ITEMS
            found = await nearest(connection, snapshot, vector, allowed, 5)
            assert allowed[found.rows].all()
            assert len(found.rows) == min(5, allowed.sum())
            assert list(found.cosines) == sorted(found.cosines, reverse=True)
            ways[share] = found.way
        assert ways == {
            1.0: "index",
            0.5: "index",
            0.1: "index",
            0.01: "few",
            0.001: "few",
            0: "few",
        }
        plain = replace(snapshot, indexed=False)
        found = await nearest(connection, plain, vector, np.ones(ITEMS, np.bool_), 5)
        assert found.way == "all"


async def test_a_filter_that_goes_with_the_meaning_still_gives_five(
    filled: Pool, donors: Donors
) -> None:
    pack = load_pack("businesses")
    snapshot = await load_snapshot(filled, pack)
    sector: Any = snapshot.columns["industry"]
    allowed = holding(sector, sector.values[0])
    async with filled.connection() as connection:
        for vector in donors.vectors[:5]:
            found = await nearest(connection, snapshot, vector, allowed, 5)
            everything = await nearest(connection, snapshot, vector, allowed, ITEMS)
            exact = np.full(ITEMS, -1, np.float32)
            exact[everything.rows] = everything.cosines
            assert set(found.rows) == set(best(exact, allowed, 5))


async def test_an_interview_is_the_same_whichever_way_it_is_scored(
    filled: Pool, database_url: str, evaluated: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = evaluated.model_copy(update={"database_url": database_url})

    async def talk(large: int) -> list[Reply]:
        monkeypatch.setattr("catalogue.snapshot.LARGE", large)
        async with open_agent(settings) as agent:
            served = await agent.shelf.newest("businesses")
            assert (served.snapshot.large is not None) == (large <= ITEMS)
            started = await agent.start("businesses")
            said = ("A laundromat or dry cleaner under $900,000", "not sure", "just show me")
            return [await agent.turn(started.id, text=text) for text in said]

    mapped, stored = await talk(ITEMS), await talk(ITEMS + 1)
    assert [reply.kind for reply in mapped] == [reply.kind for reply in stored]
    assert mapped[0].question == stored[0].question
    five = [{card.item_id for card in one[-1].recommendations or ()} for one in (mapped, stored)]
    assert len(five[0]) == 5
    assert len(five[0] & five[1]) >= 4


async def test_the_whole_benchmark(evaluated: Settings) -> None:
    asked = Asked("businesses", ITEMS, conversations=2, searches=3, seed=7)
    try:
        found = await measure(evaluated, asked, Quiet())
        assert found.items == ITEMS
        assert len(found.timings.floor) == 2
        assert found.private > 50
        assert found.files > ITEMS * 384
        assert any("hnsw" in name for name in found.relations)
        assert len(tables(found)) == 3
        again = await measure(evaluated, asked, Quiet())
        assert again.files == found.files
    finally:
        stop_embedded(folder_of(evaluated, asked))
