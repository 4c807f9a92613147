import asyncio
import contextlib
import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from catalogue import attributes as extracted
from catalogue import clean, cleaned, prepare
from catalogue.column import NumberColumn, TagsColumn
from catalogue.fetching import Bounds
from catalogue.ingest import ingest
from catalogue.report import Report
from catalogue.search import available, read_items
from catalogue.snapshot import Snapshot, latest_version, load_snapshot
from catalogue.stage import read_rejects
from core.database import Pool
from core.errors import BadSource, CatalogueMissing, EncoderMismatch, IngestRunning
from domains import Choice, Pack
from models.encoder import Encoder
from tests import forked

Row = dict[str, Any]
CHILD = Path(__file__).with_name("killed_ingest.py")


class Write(Protocol):
    def __call__(self, rows: list[Row] | list[Row | bytes]) -> str: ...


class Counting(Protocol):
    name: str
    dimension: int
    calls: list[str]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


def told(report: Report) -> tuple[int, ...]:
    c = report.counts
    return (c.new, c.changed, c.unchanged, c.rejected, c.retired, c.embedded)


async def test_a_first_ingest_publishes_everything(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    with pytest.raises(CatalogueMissing, match="firstfive ingest boats"):
        await load_snapshot(pool, boats)
    report = await ingest(pool, boats, write(fleet), encoder)
    assert told(report) == (120, 0, 0, 0, 0, 120)
    assert (report.items, report.published) == (120, True)
    assert report.coverage["state"] == 1.0
    assert 0.6 < report.coverage["rig"] < 0.95
    snapshot = await load_snapshot(pool, boats)
    assert (snapshot.version, len(snapshot.ids)) == (report.version, 120)
    assert list(snapshot.ids) == sorted(row["id"] for row in fleet)
    assert snapshot.available.sum() == sum(row["state"] != "sold" for row in fleet)
    assert any("120 new" in line for line in report.lines())


async def test_a_second_run_with_nothing_changed_does_nothing(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    first = await ingest(pool, boats, write(fleet), encoder)
    encoder.calls.clear()
    second = await ingest(pool, boats, write(fleet), encoder)
    assert told(second) == (0, 0, 120, 0, 0, 0)
    assert (second.version, second.published) == (first.version, False)
    assert encoder.calls == []


async def test_only_what_changed_is_made_anew(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    first = await ingest(pool, boats, write(fleet), encoder)
    before = await load_snapshot(pool, boats)
    encoder.calls.clear()
    fleet[3] = {**fleet[3], "text": "A quite different boat."}
    fleet[4] = {**fleet[4], "price": 123.0, "state": "sold"}
    report = await ingest(pool, boats, write(fleet), encoder)
    assert told(report) == (0, 2, 118, 0, 0, 1)
    assert len(encoder.calls) == 1
    assert "quite different" in encoder.calls[0]
    assert report.version > first.version
    async with pool.connection() as connection:
        [item] = await read_items(connection, "boats", ["b4"])
        assert await available(connection, "boats", ["b3", "b4"]) <= {"b3"}
    assert item.attributes["price"].value == 123.0
    assert not item.available
    kept = await load_snapshot(pool, boats, first.version)
    np.testing.assert_array_equal(kept.available, before.available)
    assert _prices(kept) == _prices(before)


def _prices(snapshot: Snapshot) -> list[str]:
    column = snapshot.columns["price"]
    assert isinstance(column, NumberColumn)
    return [str(price) for price in column.values]


async def test_what_vanished_from_its_source_is_retired_and_may_come_back(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({**fleet[0], "id": "x1"}))
    await ingest(pool, boats, str(other), encoder)
    await ingest(pool, boats, write(fleet), encoder)
    report = await ingest(pool, boats, write(fleet[5:]), encoder)
    assert told(report) == (0, 0, 115, 0, 5, 0)
    ids = (await load_snapshot(pool, boats)).ids
    assert "x1" in ids
    assert "b0" not in ids
    async with pool.connection() as connection:
        assert await available(connection, "boats", ["b0", "x1"], any_status=True) == {"x1"}
        [gone] = await read_items(connection, "boats", ["b0"])
    assert not gone.available
    back = await ingest(pool, boats, write(fleet), encoder)
    assert told(back) == (0, 5, 115, 0, 0, 0)
    assert back.items == 121


async def test_unusable_rows_are_kept_with_their_reason_and_stop_nothing(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    bad: list[Row | bytes] = [b"{", b'{"id": "n", "name": "N\\u0000", "text": "t"}', fleet[0]]
    report = await ingest(pool, boats, write([*fleet, *bad]), encoder)
    assert told(report) == (120, 0, 0, 3, 0, 120)
    async with pool.connection() as connection:
        kept = await read_rejects(connection, "boats")
    assert [row["line"] for row in kept] == [121, 122, 123]
    assert "the id 'b0' came before in this source (line 1)" in kept[2]["reason"]
    assert "NUL" in kept[1]["reason"]
    await ingest(pool, boats, write(fleet), encoder)
    async with pool.connection() as connection:
        assert await read_rejects(connection, "boats") == []


async def test_a_source_without_any_usable_row_changes_nothing(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    first = await ingest(pool, boats, write(fleet), encoder)
    with pytest.raises(BadSource, match="holds no usable row; nothing was changed"):
        await ingest(pool, boats, write([{"id": "b1"}]), encoder)
    assert len((await load_snapshot(pool, boats)).ids) == 120
    async with pool.connection() as connection:
        assert await latest_version(connection, "boats") == first.version


async def test_a_source_that_ends_badly_changes_nothing(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting, tmp_path: Path
) -> None:
    first = await ingest(pool, boats, write(fleet), encoder)
    rows = ",".join(json.dumps({**row, "name": "New"}) for row in fleet)
    bad = tmp_path / "bad.json"
    bad.write_text(f'[{rows}, {{"id": "{"x" * 2_000_000}"}}]')
    with pytest.raises(BadSource, match="holds a value longer than"):
        await ingest(pool, boats, str(bad), encoder)
    packed = tmp_path / "bad.jsonl.gz"
    whole = "".join(json.dumps(row) + "\n" for row in fleet)
    packed.write_bytes(gzip.compress(whole.encode() * 200))
    with pytest.raises(BadSource, match="is larger than"):
        await ingest(pool, boats, str(packed), encoder, bounds=Bounds(largest=1_000_000))
    assert len((await load_snapshot(pool, boats)).ids) == 120
    async with pool.connection() as connection:
        assert await latest_version(connection, "boats") == first.version


async def test_another_encoder_or_recipe_embeds_all_items_of_all_sources(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    first = await ingest(pool, boats, write(fleet), encoder)
    encoder.calls.clear()
    short = boats.model_copy(update={"embed": "{title}"})
    report = await ingest(pool, short, write(fleet), encoder)
    assert told(report) == (0, 0, 120, 0, 0, 120)
    assert sorted(encoder.calls) == sorted(row["name"] for row in fleet)
    assert report.version > first.version
    assert (await load_snapshot(pool, boats)).set_id != (
        await load_snapshot(pool, boats, first.version)
    ).set_id


async def test_a_changed_rule_of_the_pack_extracts_again(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    await ingest(pool, boats, write(fleet), encoder)
    gear = boats.attribute("gear").model_copy(
        update={"extract": {"field": "gear", "drop": ["raft"]}}
    )
    attributes = tuple(gear if a.id == "gear" else a for a in boats.attributes)
    report = await ingest(
        pool, boats.model_copy(update={"attributes": attributes}), write(fleet), encoder
    )
    assert told(report) == (0, 120, 0, 0, 0, 0)
    column = (await load_snapshot(pool, boats)).columns["gear"]
    assert isinstance(column, TagsColumn)
    assert sorted(column.values) == ["anchor", "awning", "radio", "stove"]


async def test_a_changed_cleaner_redoes_cleaning_and_only_what_it_changes_behind_it(
    pool: Pool,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    encoder: Counting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await ingest(pool, boats, write(fleet), encoder)
    encoder.calls.clear()
    stages = Stages(monkeypatch)
    monkeypatch.setattr(clean, "VERSION", "clean-next")
    report = await ingest(pool, boats, write(fleet), encoder)
    assert told(report) == (0, 120, 0, 0, 0, 0)
    assert (stages.cleaned, stages.extracted, encoder.calls) == (120, 0, [])
    monkeypatch.setattr(clean, "VERSION", "clean-last")
    real = clean.clean
    monkeypatch.setattr(clean, "clean", lambda raw, site="": real(raw, site).replace("oak", "elm"))
    oaks = sum("oak" in row["text"] for row in fleet)
    stages.forget()
    report = await ingest(pool, boats, write(fleet), encoder)
    assert told(report) == (0, 120, 0, 0, 0, oaks)
    assert (stages.cleaned, stages.extracted) == (120, oaks)


async def test_a_changed_synonym_of_a_choice_extracts_again_and_cleans_nothing(
    pool: Pool,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    encoder: Counting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await ingest(pool, boats, write(fleet), encoder)
    encoder.calls.clear()
    stages = Stages(monkeypatch)
    choices = tuple(Choice(value=rig, words=("boat",)) for rig in ("sloop", "ketch", "yawl"))
    rig = boats.attribute("rig").model_copy(update={"choices": choices})
    attributes = tuple(rig if a.id == "rig" else a for a in boats.attributes)
    changed = boats.model_copy(update={"attributes": attributes})
    report = await ingest(pool, changed, write(fleet), encoder)
    assert told(report) == (0, 120, 0, 0, 0, 0)
    assert (stages.cleaned, stages.extracted, encoder.calls) == (0, 120, [])


async def test_what_the_items_of_a_source_share_is_cleaned_out_when_it_is_noticed(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    footer = "Offered to you by the Harbour Board network of brokers."
    told_twice = [{**row, "text": f"{row['text']}\n{footer}"} for row in fleet]
    await ingest(pool, boats, write(told_twice[:12]), encoder)
    async with pool.connection() as connection:
        [before] = await read_items(connection, "boats", ["b3"])
    report = await ingest(pool, boats, write(told_twice), encoder)
    async with pool.connection() as connection:
        [after] = await read_items(connection, "boats", ["b3"])
    assert (footer in before.cleaned, footer in after.cleaned) == (True, False)
    assert told(report)[:3] == (108, 12, 0)


class Stages:
    """Counts how often the pure stages run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.forget()
        clean_record, attributes_of = cleaned.clean_record, extracted.attributes_of

        def cleaning(*given: Any) -> Any:
            self.cleaned += 1
            return clean_record(*given)

        def extracting(*given: Any) -> Any:
            self.extracted += 1
            return attributes_of(*given)

        monkeypatch.setattr(prepare, "clean_record", cleaning)
        monkeypatch.setattr(prepare, "attributes_of", extracting)

    def forget(self) -> None:
        self.cleaned = self.extracted = 0


class Slow:
    name = "slow"
    dimension = 384

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.loop = asyncio.get_running_loop()
        self.stop = False

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.loop.call_soon_threadsafe(self.begun.set)
        while not self.stop:
            time.sleep(0.01)
        return np.full((len(texts), 384), 384**-0.5, np.float32)


async def test_two_ingests_of_one_pack_do_not_run_together(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    slow = Slow()
    source = write(fleet[:2])
    running = asyncio.create_task(ingest(pool, boats, source, slow))
    await slow.begun.wait()
    with pytest.raises(IngestRunning, match="then ingest 'boats' again"):
        await ingest(pool, boats, source, encoder)
    other = boats.model_copy(update={"id": "other"})
    assert (await ingest(pool, other, source, encoder)).items == 2
    slow.stop = True
    assert (await running).items == 2
    assert (await ingest(pool, boats, source, slow)).items == 2


async def test_vectors_that_do_not_fit_are_refused(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    encoder.dimension = 4001
    with pytest.raises(EncoderMismatch, match="4,001 numbers; the store keeps up to 4,000"):
        await ingest(pool, boats, write(fleet), encoder)
    encoder.dimension = 768
    await ingest(pool, boats, write(fleet), encoder)
    encoder.dimension = 384
    with pytest.raises(EncoderMismatch, match=r"768 numbers, which now makes 384.*drop boats 1"):
        await ingest(pool, boats, write(fleet), encoder)


async def _kill_at(moment: str, url: str, pack: Pack, source: str) -> None:
    child = _child(moment, url, pack, source)
    try:
        assert child.stdout is not None
        with child.stdout as heard:
            assert await asyncio.to_thread(heard.readline) == "stopped\n"
    finally:
        child.kill()
        child.wait()


def _child(moment: str, url: str, pack: Pack, source: str) -> forked.Forked:
    """A process that ingests, and stops at this moment."""
    arguments = (str(CHILD), url, pack.model_dump_json(), source, moment)
    return forked.start([sys.executable, *arguments], stdout=subprocess.PIPE)


async def _ingest_when_free(pool: Pool, pack: Pack, source: str, encoder: Encoder) -> Report:
    """The server notices within a moment that the killed run is gone, and frees its lock."""
    for _ in range(50):
        try:
            return await ingest(pool, pack, source, encoder)
        except IngestRunning:
            await asyncio.sleep(0.1)
    raise AssertionError("the lock of the killed run is still held")


@pytest.mark.parametrize("seed", range(4))
async def test_an_ingest_killed_at_any_moment_is_completed_by_the_next(
    pool: Pool,
    database_url: str,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    encoder: Counting,
    seed: int,
) -> None:
    dice, source = random.Random(seed), write(fleet)
    for _ in range(3):
        await asyncio.to_thread(_kill_after, dice.uniform(0.1, 1.5), database_url, boats, source)
    report = await _ingest_when_free(pool, boats, source, encoder)
    assert report.items == len((await load_snapshot(pool, boats)).ids) == 120
    async with pool.connection() as connection:
        items = await read_items(connection, "boats", [row["id"] for row in fleet])
    assert [item.title for item in items] == [row["name"] for row in fleet]
    again = await ingest(pool, boats, source, encoder)
    assert told(again) == (0, 0, 120, 0, 0, 0)


def _kill_after(seconds: float, url: str, pack: Pack, source: str) -> None:
    child = _child("any", url, pack, source)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(seconds)
    child.kill()
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


@pytest.mark.parametrize("moment", ["staging", "embedding", "publishing"])
async def test_a_killed_ingest_leaves_the_published_version_and_a_rerun_completes(
    pool: Pool,
    database_url: str,
    boats: Pack,
    write: Write,
    fleet: list[Row],
    encoder: Counting,
    moment: str,
) -> None:
    first = await ingest(pool, boats, write(fleet[:40]), encoder)
    fleet[0] = {**fleet[0], "text": "Painted anew."}
    source = write(fleet[:1] + fleet[20:])
    await _kill_at(moment, database_url, boats, source)
    snapshot = await load_snapshot(pool, boats)
    assert (snapshot.version, len(snapshot.ids)) == (first.version, 40)
    async with pool.connection() as connection:
        [item] = await read_items(connection, "boats", ["b0"])
        assert "Painted" not in item.cleaned
        assert await available(connection, "boats", ["b1"], any_status=True) == {"b1"}
    encoder.calls.clear()
    report = await _ingest_when_free(pool, boats, source, encoder)
    assert told(report)[:5] == (80, 1, 20, 0, 19)
    drafted = {"staging": [0], "embedding": [16, 32], "publishing": [81]}[moment]
    items = [text for text in encoder.calls if re.match(r"Boat \d+\.", text)]
    assert 81 - len(items) in drafted
    assert len((await load_snapshot(pool, boats)).ids) == 101


async def test_reposts_share_a_group(
    pool: Pool, boats: Pack, write: Write, fleet: list[Row], encoder: Counting
) -> None:
    pack = boats.model_copy(update={"reposts": ("rig", "price", "built", "berth", "engine")})
    dear = {"price": 77_777.0, "built": 1931, "berths": ["Paris, France"]}
    fleet[8] = {**fleet[8], **dear, "state": "for sale"}
    fleet[9] = {**fleet[9], **dear, "rig": fleet[8]["rig"], "state": "for sale"}
    await ingest(pool, pack, write(fleet), encoder)
    async with pool.connection() as connection:
        found = await read_items(connection, "boats", ["b8", "b9", "b10"])
    assert [item.group for item in found] == ["b8", "b8", None]
    assert [item.available for item in found[:2]] == [False, True]
    fleet[9] = {**fleet[9], "price": 1.0, "built": 1999}
    await ingest(pool, pack, write(fleet), encoder)
    async with pool.connection() as connection:
        found = await read_items(connection, "boats", ["b8", "b9"])
    assert [item.group for item in found] == [None, None]
