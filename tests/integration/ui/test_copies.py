"""The copies that a server on the embedded database makes by itself."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import tempfile
import time
from collections import namedtuple
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from core.database import Pool, open_pool
from core.embedded import copies, copies_folder, embedded_url, stop_embedded
from core.errors import BackupFailed
from core.restore import restore
from core.settings import Settings, read_settings
from tests.patience import PATIENCE
from ui import retaining, upkeep
from ui.upkeep import DAY, KEPT, copy, is_due, keep_copies

TICK = 0.01
Room = namedtuple("Room", "total used free")


@pytest.fixture
def settings() -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="firstfive-copies-"))
    yield read_settings(data_dir=folder)
    stop_embedded(folder)
    shutil.rmtree(folder)


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[Pool]:
    async with open_pool(settings) as opened:
        yield opened


def old_copy(settings: Settings, name: str, days: float) -> Path:
    """Something in the place of a copy that is so old."""
    file = copies_folder(settings.data_dir) / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("old")
    os.utime(file, (time.time() - days * DAY,) * 2)
    return file


async def until(there: Callable[[], object]) -> None:
    """Wait for something to be there."""
    for _ in range(round(PATIENCE / TICK)):
        if there():
            return
        await asyncio.sleep(TICK)
    pytest.fail("it never came")


@pytest.mark.parametrize(
    ("ages", "due"), [([], True), ([1.01], True), ([0.9], False), ([3.0, 2.0, 0.1], False)]
)
def test_when_one_is_due(ages: list[float], due: bool, tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path)
    for number, age in enumerate(ages):
        old_copy(settings, f"firstfive-2020010{number}T000000Z.backup", age)
    assert is_due(settings, time.time()) is due


async def test_a_copy_can_be_restored_and_the_last_few_are_kept(
    settings: Settings, pool: Pool, empty_url: str
) -> None:
    olds = [old_copy(settings, f"firstfive-2020010{n}T000000Z.backup", 9 - n) for n in range(KEPT)]
    half = old_copy(settings, ".firstfive-2020.backup.x.part", 1)
    async with pool.connection() as connection:
        await connection.execute(
            "insert into conversations.audit (who, what, whom) values ('t', 'copied', 'w')"
        )
    file = await copy(pool, settings)
    assert copies(settings.data_dir) == [*olds[1:], file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not half.exists()
    await asyncio.to_thread(restore, empty_url, file, lambda line: None)
    with psycopg.connect(empty_url) as other:
        assert other.execute("select what from conversations.audit").fetchall() == [("copied",)]


async def test_a_server_makes_them_by_itself(
    settings: Settings, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "FIRST_COPY", 0.0)
    keeping = asyncio.create_task(keep_copies(pool, settings))
    await until(lambda: copies(settings.data_dir))
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert len(copies(settings.data_dir)) == 1


async def test_none_where_none_is_wanted(settings: Settings, pool: Pool) -> None:
    url = await asyncio.to_thread(embedded_url, settings.data_dir)
    for other in ({"backup_days": 0}, {"database_url": url}):
        made = read_settings(data_dir=settings.data_dir, **other)
        await asyncio.wait_for(keep_copies(pool, made), 10)
    assert copies(settings.data_dir) == []


async def test_none_where_there_is_no_room(
    settings: Settings, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Room(10**9, 10**9, 1))
    with pytest.raises(BackupFailed, match="too little room"):
        await copy(pool, settings)
    assert copies(settings.data_dir) == []


async def test_halves_go_before_it_is_asked_whether_there_is_room(
    settings: Settings, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else those that killed processes left behind would take the room for good."""
    half = old_copy(settings, ".firstfive-2020.backup.x.part", 1)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: Room(10**9, 0, 1 if half.exists() else 10**9)
    )
    assert (await copy(pool, settings)).exists()


async def test_what_somebody_else_keeps_there_stays(settings: Settings, pool: Pool) -> None:
    theirs = [
        old_copy(settings, name, 400)
        for name in ("before-upgrade.backup", "firstfive-mine.backup", ".notes.part", "zoo.backup")
    ]
    assert is_due(settings, time.time())
    for _ in range(2):
        await copy(pool, settings, keep=1)
        await asyncio.sleep(1)  # they are named by the second
    assert all(one.read_text() == "old" for one in theirs)
    assert len(list(copies_folder(settings.data_dir).glob("firstfive-2*.backup"))) == 1


def test_one_of_a_clock_that_was_wrong_does_not_put_off_the_next(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path)
    old_copy(settings, "firstfive-20250101T000000Z.backup", 1.01)
    old_copy(settings, "firstfive-20990101T000000Z.backup", -9000)
    assert is_due(settings, time.time())
    old_copy(settings, "firstfive-20250102T000000Z.backup", 0.5)
    assert not is_due(settings, time.time())


async def test_a_server_that_stops_leaves_no_half(settings: Settings, pool: Pool) -> None:
    copying = asyncio.create_task(copy(pool, settings))
    folder = copies_folder(settings.data_dir)
    await until(lambda: list(folder.glob(".*.part")))
    copying.cancel()
    await asyncio.gather(copying, return_exceptions=True)
    assert list(folder.glob(".*")) == []


async def test_a_scrub_leaves_no_older_copy(settings: Settings, pool: Pool) -> None:
    olds = [old_copy(settings, f"firstfive-2020010{n}T000000Z.backup", 9 - n) for n in range(KEPT)]
    await pool.close()
    await retaining.scrub(settings)
    (left,) = copies(settings.data_dir)
    assert left not in olds
