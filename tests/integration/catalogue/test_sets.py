"""Embedding sets beside one another: built, switched, dropped, and never mixed."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from catalogue.activation import activate, drop, index, roll_back
from catalogue.building import build
from catalogue.ingest import ingest
from catalogue.progress import Quiet
from catalogue.query import run
from catalogue.search import similarities
from catalogue.sets import read_set, read_sets
from catalogue.snapshot import load_snapshot
from core.database import Pool
from core.errors import EncoderMismatch, IngestRunning, UnknownSet
from core.settings import Settings, read_settings
from domains import Pack
from models.embeddings import OPENERS

Row = dict[str, Any]
Write = Callable[[list[Row]], str]


class Counting(Protocol):
    name: str
    dimension: int
    calls: list[str]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Letters:
    """Another encoder, of another width: counts letters; it may be told to fail."""

    name = "letters"
    dimension = 26

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.fails_after = 10_000

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(self.calls) >= self.fails_after:
            raise KeyboardInterrupt
        self.calls += texts
        rows = [[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts]
        found = np.array(rows, np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, encoder: Counting, letters: Letters) -> Settings:
    """Settings that can open both encoders by the names that their vectors are kept under."""
    monkeypatch.setitem(OPENERS, "hashing", lambda _: encoder)
    monkeypatch.setitem(OPENERS, "letters", lambda _: letters)
    return read_settings(embeddings="hashing")


@pytest.fixture
async def source(pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting) -> str:
    path = write(fleet)
    await ingest(pool, boats, path, encoder)
    return path


@pytest.mark.usefixtures("source")
async def test_a_set_is_built_beside_the_one_in_use_and_switched_to_and_back(
    pool: Pool, boats: Pack, settings: Settings, encoder: Counting, letters: Letters
) -> None:
    before = await load_snapshot(pool, boats)
    made = await build(pool, boats, letters, Quiet())
    assert (made.model, made.dimension, made.vectors, made.active) == ("letters", 26, 120, False)
    assert (await load_snapshot(pool, boats)).version == before.version
    async with pool.connection() as connection:
        version = await activate(connection, settings, boats, made.id)
        assert await activate(connection, settings, boats, made.id) == version
        after = await load_snapshot(pool, boats)
        assert (after.version, after.set_id, list(after.ids)) == (
            version,
            made.id,
            list(before.ids),
        )
        [query] = letters.encode(["old oak ketch"])
        found = await similarities(connection, after, query)
        kept = await load_snapshot(pool, boats, before.version)
        assert kept.set_id == before.set_id
        assert (await similarities(connection, kept, encoder.encode(["oak"])[0])).max() > 0.2
        texts = letters.calls[:120]
        assert np.sort(found) == pytest.approx(np.sort(letters.encode(texts) @ query), abs=2e-3)
        assert (await roll_back(connection, settings, boats))[0] == before.set_id
        assert [s.active for s in await read_sets(connection, "boats")] == [True, False]


@pytest.mark.usefixtures("source", "settings")
async def test_a_build_that_was_cut_short_goes_on_where_it_was(
    pool: Pool, boats: Pack, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.building.BATCH", 16)
    letters.fails_after = 48
    with pytest.raises(KeyboardInterrupt):
        await build(pool, boats, letters, Quiet())
    async with pool.connection() as connection:
        [_, half] = await read_sets(connection, "boats")
    assert (half.vectors, half.corpus_hash) == (48, None)
    letters.fails_after = 10_000
    made = await build(pool, boats, letters, Quiet())
    assert (made.vectors, len(letters.calls)) == (120, 120)
    assert made.corpus_hash is not None


@pytest.mark.usefixtures("source")
async def test_what_is_not_finished_or_not_up_to_date_is_not_activated(
    pool: Pool,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    settings: Settings,
    encoder: Counting,
    letters: Letters,
) -> None:
    made = await build(pool, boats, letters, Quiet())
    fleet[5] = {**fleet[5], "text": "A quite different boat."}
    await ingest(pool, boats, write(fleet), encoder)
    async with pool.connection() as connection:
        with pytest.raises(EncoderMismatch, match=r"older catalogue.*build boats --set 2"):
            await activate(connection, settings, boats, made.id)
    letters.calls.clear()
    again = await build(pool, boats, letters, Quiet(), made.id)
    assert len(letters.calls) == 1
    async with pool.connection() as connection:
        version = await activate(connection, settings, boats, again.id)
    assert (await load_snapshot(pool, boats)).version == version


async def test_vectors_of_different_encoders_are_never_mixed(
    pool: Pool, boats: Pack, source: str, settings: Settings, encoder: Counting, letters: Letters
) -> None:
    with pytest.raises(EncoderMismatch, match=r"'hashing', the settings name 'letters'.*build"):
        await ingest(pool, boats, source, letters)
    with pytest.raises(EncoderMismatch, match="holds vectors of 'hashing'"):
        await build(pool, boats, letters, Quiet(), 1)
    letters.name = "hashing"
    with pytest.raises(EncoderMismatch, match=r"384 numbers, which now makes 26: .*another model"):
        await build(pool, boats, letters, Quiet())
    letters.name, letters.dimension = "letters", 25
    with pytest.raises(EncoderMismatch, match=r"shape \(\d+, 26\), not 25 wide"):
        await build(pool, boats, letters, Quiet())
    async with pool.connection() as connection:
        await connection.execute("update catalogue.embedding_sets set normalised = false")
        with pytest.raises(EncoderMismatch, match="not normalised"):
            await activate(connection, settings, boats, 1)


@pytest.mark.usefixtures("source", "settings")
async def test_vectors_that_are_not_of_length_one_are_refused(
    pool: Pool, boats: Pack, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode = letters.encode
    monkeypatch.setattr(letters, "encode", lambda texts: 2 * encode(texts))
    with pytest.raises(EncoderMismatch, match="'letters' makes vectors that are not normalised"):
        await build(pool, boats, letters, Quiet())


@pytest.mark.usefixtures("source")
async def test_a_set_in_use_is_not_dropped_and_another_one_is_with_its_versions(
    pool: Pool, boats: Pack, settings: Settings, letters: Letters
) -> None:
    made = await build(pool, boats, letters, Quiet())
    async with pool.connection() as connection:
        await index(connection, boats, made.id)
        assert (await read_set(connection, "boats", made.id)).indexed
        with pytest.raises(EncoderMismatch, match="Set 1 ranks 'boats'; activate another"):
            await drop(connection, boats, 1)
        first = (await load_snapshot(pool, boats)).version
        await activate(connection, settings, boats, made.id)
        await drop(connection, boats, 1)
        assert [s.id for s in await read_sets(connection, "boats")] == [made.id]
        with pytest.raises(UnknownSet, match="there are: 2"):
            await drop(connection, boats, 1)
        with pytest.raises(UnknownSet, match="never ranked with another"):
            await roll_back(connection, settings, boats)
    assert (await load_snapshot(pool, boats)).version > first


@pytest.mark.usefixtures("source")
async def test_an_old_recipe_is_built_on_as_it_was(
    pool: Pool, boats: Pack, encoder: Counting, letters: Letters
) -> None:
    made = await build(pool, boats, letters, Quiet())
    short = boats.model_copy(update={"embed": "{title}"})
    assert (await build(pool, short, letters, Quiet(), made.id)).vectors == 120
    assert len(letters.calls) == 120
    other = await build(pool, short, letters, Quiet())
    assert other.id != made.id
    assert letters.calls[-1].startswith("Boat ")


@pytest.mark.usefixtures("source")
async def test_two_builds_of_one_pack_do_not_run_together(
    pool: Pool, boats: Pack, letters: Letters
) -> None:
    async with pool.connection() as other:
        await run(other, "lock_set", {"pack": boats.id})
        with pytest.raises(IngestRunning, match="wait until it is finished"):
            await build(pool, boats, letters, Quiet())
        await run(other, "unlock_set", {"pack": boats.id})
    assert (await build(pool, boats, letters, Quiet())).id
