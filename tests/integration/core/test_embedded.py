"""The embedded server: started, joined, healed, and its refusals in one sentence."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.database import open_pool
from core.embedded import embedded_url, stop_embedded
from core.errors import BadSetting, DatabaseUnavailable
from core.settings import read_settings


@pytest.fixture
def data_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="firstfive-data-"))
    yield folder
    stop_embedded(folder)
    shutil.rmtree(folder)


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def value(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("select kept from notes").fetchone()
    assert row is not None
    return row[0]


def write(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("create table notes as select 42 as kept")


def refused(data_dir: Path) -> str:
    with pytest.raises(DatabaseUnavailable) as error:
        embedded_url(data_dir)
    assert "\n" not in str(error.value)
    assert "FIRSTFIVE_DATA_DIR" in str(error.value)
    return str(error.value)


def test_after_sigkill_it_starts_again_with_its_data(data_dir: Path) -> None:
    url = embedded_url(data_dir)
    write(url)
    os.kill(postmaster(data_dir), signal.SIGKILL)
    assert value(embedded_url(data_dir)) == 42


def test_a_pid_file_naming_a_stranger_does_not_mislead(data_dir: Path) -> None:
    write(embedded_url(data_dir))
    stop_embedded(data_dir)
    folder = data_dir / "postgres"
    lines = [str(os.getpid()), str(folder), "1", "5432", str(folder), "", "1 1", "ready"]
    (folder / "postmaster.pid").write_text("\n".join(lines) + "\n")
    (folder / ".handle_pids.json").write_text("[12")
    assert value(embedded_url(data_dir)) == 42


async def test_the_pool_brings_a_killed_server_back(data_dir: Path) -> None:
    async with open_pool(read_settings(data_dir=data_dir)) as pool:
        os.kill(postmaster(data_dir), signal.SIGKILL)
        for _ in range(60):
            try:
                async with pool.connection() as connection:
                    await connection.execute("select 1")
                return
            except psycopg.Error:
                await asyncio.sleep(0.2)
    pytest.fail("no connection within a minute")


JOIN = """
import sys
from pathlib import Path
import psycopg
from core.embedded import embedded_url
url = embedded_url(Path(sys.argv[1]))
print(psycopg.connect(url).execute("select kept from notes").fetchone()[0])
"""


def test_a_second_process_joins_and_leaves_it_running(data_dir: Path) -> None:
    url = embedded_url(data_dir)
    write(url)
    before = postmaster(data_dir)
    done = subprocess.run(
        [sys.executable, "-c", JOIN, str(data_dir)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("42\n", "")
    assert postmaster(data_dir) == before
    assert value(url) == 42


def test_the_last_process_stops_it(data_dir: Path) -> None:
    write(embedded_url(data_dir))
    stop_embedded(data_dir)
    handles = data_dir / "postgres" / ".handle_pids.json"
    handles.write_text(json.dumps([2**22 + 1]))  # no process can have this number
    subprocess.run([sys.executable, "-c", JOIN, str(data_dir)], check=True, capture_output=True)
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_a_first_start_that_was_cut_short_begins_again(data_dir: Path) -> None:
    folder = data_dir / "postgres"
    (folder / "base").mkdir(parents=True)
    (folder / "PG_VERSION").write_text("18\n")
    (data_dir / "postgres.unfinished").touch()
    write(embedded_url(data_dir))
    assert not (data_dir / "postgres.unfinished").exists()
    assert value(embedded_url(data_dir)) == 42


def test_a_damaged_version_file_is_named(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir()
    (data_dir / "postgres" / "PG_VERSION").write_text("rubbish")
    assert "PG_VERSION is damaged: 'rubbish'" in refused(data_dir)


def test_another_version_is_named(data_dir: Path) -> None:
    (data_dir / "postgres" / "global").mkdir(parents=True)
    (data_dir / "postgres" / "global" / "pg_control").touch()
    (data_dir / "postgres" / "PG_VERSION").write_text("15\n")
    assert "made by Postgres 15" in refused(data_dir)


def test_an_incomplete_folder_is_named(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir()
    (data_dir / "postgres" / "PG_VERSION").write_text("18\n")
    assert "global/pg_control is missing" in refused(data_dir)


def test_a_folder_of_other_files_is_left_alone(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir()
    (data_dir / "postgres" / "letter.txt").write_text("dear")
    assert "holds files but no database" in refused(data_dir)
    assert (data_dir / "postgres" / "letter.txt").read_text() == "dear"


def test_a_damaged_database_is_named_by_the_server(data_dir: Path) -> None:
    embedded_url(data_dir)
    stop_embedded(data_dir)
    control = data_dir / "postgres" / "global" / "pg_control"
    control.write_bytes(b"\0" * control.stat().st_size)
    assert "pg_ctl ended" not in refused(data_dir)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(BadSetting, match=r"is not a folder; set FIRSTFIVE_DATA_DIR"):
        embedded_url(tmp_path / "data")


@pytest.mark.skipif(
    os.geteuid() == 0,
    reason="no mode of a folder keeps root from writing: there is nothing to refuse",
)
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BadSetting, match=r"cannot be used \(Permission denied\)"):
        embedded_url(tmp_path / "data")


def test_a_folder_where_none_can_be_made() -> None:
    with pytest.raises(BadSetting, match="cannot be used"):
        embedded_url(Path("/proc/firstfive"))


@pytest.mark.skipif(os.geteuid() != 0, reason="making a folder another user's (chown) takes root")
def test_root_leaves_the_folder_of_another_user_alone(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir()
    os.chown(data_dir / "postgres", 65534, 65534)
    assert "belongs to another user" in refused(data_dir)
