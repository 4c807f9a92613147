"""Backups: the same comes back, of one moment, as a whole or not at all."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import psycopg
import pytest

from agent import open_agent
from agent.saver import prepare
from catalogue.ingest import ingest
from conversations import ownership, users
from core import backup, restore
from core.backup import MANIFEST, back_up
from core.contents import contents
from core.database import Pool, open_pool
from core.embedded import embedded_url, stop_embedded
from core.errors import BackupFailed, BadBackup, DatabaseNewer, DatabaseUnavailable, RestoreRefused
from core.migrate import schemas
from core.settings import read_settings
from domains import load_pack
from models.encoder import open_encoder
from scripts.docs import schema_page
from tests.databases import create

SOME = 24
WORD = "hidden"
"""Stands for a password."""

ROWS = "select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from {} as t"
PARTITIONED = "catalogue.embeddings"
"""Holds rows in its partitions only, which are counted each."""

TABLES = """
select schemaname || '.' || tablename from pg_tables
where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'firstfive_migrations'
"""


def quiet(line: str) -> None:
    """Tell nobody."""


def asked(url: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def held(url: str) -> dict[str, tuple[int, str]]:
    """Rows and a hash of every table, counted in another way than backups do."""
    return {
        name: (
            asked(url, f"select count(*) from {name}")[0][0],
            asked(url, ROWS.format(name))[0][0],
        )
        for (name,) in asked(url, TABLES)
    }


async def talked(url: str, folder: Path) -> None:
    """Have some items in a database, and conversations about them."""
    settings = read_settings(database_url=url, data_dir=folder)
    shipped = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    source = folder / "listings.jsonl"
    source.write_text("\n".join(shipped.splitlines()[:SOME]), "utf-8")
    async with open_pool(settings) as pool:
        await ingest(pool, load_pack("businesses"), str(source), open_encoder(settings))
        async with pool.connection() as connection:
            owner = await users.add_user(connection, "ann", "person", None, who="test")
        async with open_agent(settings) as agent:
            for opening in (
                "A laundromat in Ohio",
                "a café\twith a \\ and a “quote”\nnear the sea",
            ):
                started = await agent.start("businesses")
                await agent.turn(started.id, text=opening)
                await agent.turn(started.id, text="just show me")
                await agent.feedback(started.id, None, "helpful", "\\. is no end")
                async with pool.connection() as connection:
                    await ownership.claim(connection, started.id, owner.id)


@pytest.fixture(scope="module")
def full(_server: str, data_folder: Callable[[str], Path]) -> str:
    """A database with items, people and conversations, which no test changes."""
    url = create(_server, "backed_up", "firstfive_template")
    asyncio.run(talked(url, data_folder("backup")))
    return url


def noted(url: str, what: str = "backed up") -> None:
    """Have something small in a database."""
    asked(url, f"insert into conversations.audit (who, what, whom) values ('t', '{what}', 'w')")


def rewritten(file: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a backup of which one member is otherwise."""
    other = file.with_name("other.backup")
    with ZipFile(file) as old, ZipFile(other, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
    return other


def told_otherwise(file: Path, **changes: Any) -> Path:
    return rewritten(
        file, MANIFEST, lambda data: json.dumps({**json.loads(data), **changes}).encode()
    )


async def test_what_was_backed_up_comes_back(full: str, empty_url: str, tmp_path: Path) -> None:
    file, before = tmp_path / "all.backup", held(full)
    made = back_up(full, file, quiet)
    assert held(full) == before
    assert {name: table.rows for name, table in made.tables.items()} == {
        name: rows for name, (rows, _) in before.items() if name != PARTITIONED
    }
    assert sum(rows > 0 for rows, _ in before.values()) > 12
    restore.restore(empty_url, file, quiet)
    assert held(empty_url) == before
    assert schema_page(empty_url) == schema_page(full)
    ledger = "select name, sha256, applied_at, version from public.firstfive_migrations order by 1"
    assert asked(empty_url, ledger) == asked(full, ledger)


async def test_people_go_on_in_what_was_restored(
    full: str, empty_url: str, tmp_path: Path, data_folder: Callable[[str], Path]
) -> None:
    file = tmp_path / "all.backup"
    back_up(full, file, quiet)
    restore.restore(empty_url, file, quiet)
    settings = read_settings(database_url=empty_url, data_dir=data_folder("restored"))
    ((id,),) = asked(full, "select id from conversations.conversations order by id limit 1")
    async with open_agent(settings) as agent:
        reply = await agent.turn(id, text="under $400,000")
        assert len((await agent.transcript(id))["turns"]) == 3
        assert (await agent.start("businesses")).id not in ("", id)
    assert reply.text


def test_only_its_owner_reads_it(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    back_up(database_url, file, quiet)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["all.backup"]


def test_it_is_of_one_moment(database_url: str, empty_url: str, tmp_path: Path) -> None:
    """While somebody writes two rows at a time, each backup holds both or neither."""
    over = threading.Event()
    written: list[int] = []

    def write() -> None:
        with psycopg.connect(database_url, autocommit=True) as connection:
            while not over.is_set():
                with connection.transaction():
                    n = len(written)
                    connection.execute(
                        "insert into conversations.audit (who, what, whom) values ('t', 'n', %s)",
                        (str(n),),
                    )
                    connection.execute(
                        "insert into conversations.tags (tag, first_at) values (%s, now())",
                        (str(n),),
                    )
                written.append(n)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        while len(written) < 20:
            assert writing.is_alive()
            over.wait(0.01)
        acknowledged = len(written)
        made = back_up(database_url, tmp_path / "all.backup", quiet)
    finally:
        over.set()
        writing.join()
    assert len(written) > acknowledged
    restore.restore(empty_url, tmp_path / "all.backup", quiet)
    audit = asked(empty_url, "select whom from conversations.audit order by whom::integer")
    assert audit == asked(empty_url, "select tag from conversations.tags order by tag::integer")
    assert audit == [(str(n),) for n in range(len(audit))]
    assert len(audit) == made.tables["conversations.tags"].rows >= acknowledged


def test_a_database_that_holds_something_is_left_alone(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    noted(database_url, "before")
    back_up(database_url, file, quiet)
    noted(database_url, "after")
    before = held(database_url)
    with pytest.raises(RestoreRefused, match=r"holds \d+ tables already; with --replace"):
        restore.restore(database_url, file, quiet)
    assert held(database_url) == before
    asked(database_url, "create table public.others as select 1 as kept")
    restore.restore(database_url, file, quiet, replace=True)
    assert asked(database_url, "select what from conversations.audit") == [("before",)]
    assert asked(database_url, "select kept from public.others") == [(1,)]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 3
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    "broken",
    [cut, flipped, lambda data: b"", lambda data: b"PK\3\4 and rubbish", lambda data: b"x"],
)
def test_a_broken_file_changes_nothing(
    broken: Callable[[bytes], bytes], database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.backup"
    back_up(database_url, file, quiet)
    file.write_bytes(broken(file.read_bytes()))
    noted(database_url)
    before = held(database_url)
    with pytest.raises(BadBackup, match="nothing was changed"):
        restore.restore(database_url, file, quiet, replace=True)
    assert held(database_url) == before


def test_a_file_of_something_else_changes_nothing(database_url: str, tmp_path: Path) -> None:
    foreign = tmp_path / "letters.zip"
    with ZipFile(foreign, "w") as archive:
        archive.writestr("letter.txt", "dear")
    noted(database_url)
    before = held(database_url)
    for file, why in ((foreign, "no manifest"), (tmp_path / "none", "No such file")):
        with pytest.raises(BadBackup, match=why):
            restore.restore(database_url, file, quiet, replace=True)
    assert held(database_url) == before


def test_a_dump_that_says_something_else_changes_nothing(database_url: str, tmp_path: Path) -> None:
    """It is whole, and its hash is right; what it leads to is not what the manifest tells of."""
    file = tmp_path / "all.backup"
    made = back_up(database_url, file, quiet)
    noted(database_url)
    before = held(database_url)
    one = {"conversations.audit": {"rows": 1, "sha256": "0" * 64}}
    tables = {name: table.model_dump() for name, table in made.tables.items()}
    with pytest.raises(RestoreRefused, match=r"conversations\.audit has 0 rows .* instead of 1"):
        restore.restore(
            database_url, told_otherwise(file, tables={**tables, **one}), quiet, replace=True
        )
    rubbish = b"PGDMP rubbish"
    other = rewritten(file, "database.dump", lambda data: rubbish)
    other = told_otherwise(
        other.rename(file), dump_bytes=len(rubbish), dump_sha256=sha256(rubbish).hexdigest()
    )
    with pytest.raises(RestoreRefused, match="pg_restore"):
        restore.restore(database_url, other, quiet, replace=True)
    assert held(database_url) == before


def test_a_restore_that_is_killed_changes_nothing(database_url: str, tmp_path: Path) -> None:
    noted(database_url, "kept")
    file = tmp_path / "all.backup"
    back_up(database_url, file, quiet)
    before = held(database_url)
    code = """
import os, signal, sys
from pathlib import Path
from core.restore import restore
def told(line):
    if line.startswith("Checking"):
        os.kill(os.getpid(), signal.SIGKILL)
restore(sys.argv[1], Path(sys.argv[2]), told, replace=True)
"""
    done = subprocess.run([sys.executable, "-c", code, database_url, str(file)], check=False)
    assert done.returncode == -9
    assert held(database_url) == before


KILLED_IN_THE_MIDST = """
import os, signal, sys
from pathlib import Path
from core import backup
def killed(*given):
    os.kill(os.getpid(), signal.SIGKILL)
backup._dumped = killed
backup.back_up(sys.argv[1], Path(sys.argv[2]), print)
"""


def test_a_backup_that_is_killed_leaves_the_one_before(database_url: str, tmp_path: Path) -> None:
    """And its half, which nobody may read, goes with the next that lasts."""
    file = tmp_path / "all.backup"
    back_up(database_url, file, quiet)
    before = file.read_bytes()
    command = [sys.executable, "-c", KILLED_IN_THE_MIDST, database_url, str(file)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == -9
    assert file.read_bytes() == before
    (half,) = tmp_path.glob(".*")
    assert stat.S_IMODE(half.stat().st_mode) == 0o600
    other = tmp_path / ".else.backup.x.part"
    other.write_text("of another file")
    back_up(database_url, file, quiet)
    assert half.exists(), "it may be one that is being written"
    for one in (half, other):
        os.utime(one, (time.time() - 2 * backup.HALVES_FOR,) * 2)
    back_up(database_url, file, quiet)
    assert sorted(os.listdir(tmp_path)) == [other.name, file.name]


def test_a_disk_that_is_full_leaves_the_backup_before(full: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    file.write_text("old")
    code = """
import resource, sys
from pathlib import Path
from core.backup import back_up
from core.errors import BackupFailed
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    back_up(sys.argv[1], Path(sys.argv[2]), lambda line: None)
except BackupFailed as error:
    print(error)
"""
    for most in (0, 10, 4096, 20_000):
        command = [sys.executable, "-c", code, full, str(file), str(most)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert "cannot be used: File too large" in done.stdout
    assert file.read_text() == "old"
    assert os.listdir(tmp_path) == ["all.backup"]


def test_a_database_in_use_is_left_alone(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(database_url, tmp_path / "all.backup", quiet)
    monkeypatch.setattr(restore, "LEAVING", 0.3)
    with (
        psycopg.connect(database_url),
        pytest.raises(RestoreRefused, match=r"in use \(1 connections\)"),
    ):
        restore.restore(database_url, tmp_path / "all.backup", quiet, replace=True)


def test_one_at_a_time(database_url: str, tmp_path: Path) -> None:
    with psycopg.connect(database_url, autocommit=True) as other:
        backup.alone(other)
        with pytest.raises(BackupFailed, match="Another backup"):
            back_up(database_url, tmp_path / "all.backup", quiet)


def test_a_backup_of_a_newer_version_is_refused(
    database_url: str, empty_url: str, tmp_path: Path
) -> None:
    made = back_up(database_url, tmp_path / "all.backup", quiet)
    newer = {"name": "9999_future.sql", "sha256": "0", "version": "9.0"}
    ledger = [entry.model_dump(mode="json") for entry in made.migrations]
    file = told_otherwise(tmp_path / "all.backup", version="9.0", migrations=[*ledger, newer])
    with pytest.raises(BadBackup, match=r"Version 9\.0 made it"):
        restore.restore(empty_url, file, quiet)
    assert held(empty_url) == {}


FUTURE = """
insert into public.firstfive_migrations (name, sha256, version)
values ('9999_future.sql', 'x', '9.0')
"""


async def test_a_database_of_a_newer_version_is_refused(database_url: str, tmp_path: Path) -> None:
    asked(database_url, FUTURE)
    with pytest.raises(DatabaseNewer, match=r"'9999_future\.sql', applied by version 9\.0"):
        async with open_pool(read_settings(database_url=database_url, data_dir=tmp_path)):
            raise AssertionError("opened")
    with pytest.raises(DatabaseNewer):
        back_up(database_url, tmp_path / "all.backup", quiet)


async def test_checkpoints_of_a_newer_library_are_refused(pool: Pool) -> None:
    await prepare(pool)
    async with pool.connection() as connection:
        await connection.execute("insert into checkpoints.checkpoint_migrations values (999)")
    with pytest.raises(DatabaseNewer, match="langgraph-checkpoint-postgres"):
        await prepare(pool)


def test_a_command_says_that_a_database_is_newer(database_url: str) -> None:
    asked(database_url, FUTURE)
    done = subprocess.run(
        [sys.executable, "-c", "from ui.cli import main; main()", "retention", "run",
         "--database-url", database_url],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(
        "firstfive: A newer version of FirstFive has changed this database."
    )
    assert "docs/upgrading.md" in done.stderr


def test_a_database_that_signed_nothing_is_taken_over(database_url: str, tmp_path: Path) -> None:
    """Earlier versions did not say in the ledger which they were."""
    asked(database_url, "alter table public.firstfive_migrations drop column version")
    made = back_up(database_url, tmp_path / "all.backup", quiet)
    assert {entry.version for entry in made.migrations} == {None}
    restore.restore(database_url, tmp_path / "all.backup", quiet, replace=True)
    versions = asked(database_url, "select distinct version from public.firstfive_migrations")
    assert versions == [(None,)]


def test_what_cannot_be_backed_up(
    empty_url: str, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url, file, why in (
        (empty_url, tmp_path / "a", "holds nothing of FirstFive"),
        (database_url, tmp_path, "is a folder"),
        (database_url, tmp_path / "none" / "a", "No such file or directory"),
        (
            f"postgresql://someone:{WORD}@127.0.0.1:1/none",
            tmp_path / "a",
            "refused",
        ),
    ):
        with pytest.raises(BackupFailed, match=why) as error:
            back_up(url, file, quiet)
        assert WORD not in str(error.value)
    (tmp_path / "pg_dump").write_text(
        "#!/bin/sh\necho half; echo 'pg_dump: error: no' >&2; exit 1\n"
    )
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setattr(backup, "programs", lambda: tmp_path)
    (tmp_path / "old.backup").write_text("old")
    with pytest.raises(BackupFailed, match=r"no\.$"):
        back_up(database_url, tmp_path / "old.backup", quiet)
    assert (tmp_path / "old.backup").read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


def test_others_do_not_read_the_password(database_url: str) -> None:
    where, environ = backup.without_password(f"postgresql://ann:{WORD}@h:5/d?sslmode=disable")
    assert WORD not in where
    assert environ["PGPASSWORD"] == WORD
    assert (
        "PGPASSWORD" not in backup.without_password(database_url)[1] or "PGPASSWORD" in os.environ
    )


def test_every_schema_is_one_of_the_migrations(full: str) -> None:
    """A table elsewhere would be in no backup."""
    found = {name.split(".")[0] for (name,) in asked(full, TABLES)}
    assert found == set(schemas())


SERVE_16 = """
import sys
from pathlib import Path
from core.embedded import embedded_url
from core.migrate import migrate
url = embedded_url(Path(sys.argv[1]))
migrate(url)
print(url, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def sixteen() -> Iterator[tuple[str, Path, Callable[[], None]]]:
    """A server of another major version, which comes with the same package: its URL and folder."""
    folder = Path(tempfile.mkdtemp(prefix="firstfive-sixteen-"))
    environ = {**os.environ, "PGSERVER_POSTGRES_VERSION": "16"}
    serving = subprocess.Popen(
        [sys.executable, "-c", SERVE_16, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ, text=True,
    )  # fmt: skip
    assert serving.stdout is not None

    def end() -> None:
        serving.communicate()

    try:
        yield serving.stdout.readline().strip(), folder, end
    finally:
        if serving.poll() is None:
            end()
        stop_embedded(folder)
        shutil.rmtree(folder, ignore_errors=True)


def test_it_moves_between_major_versions_of_postgres(
    sixteen: tuple[str, Path, Callable[[], None]],
    database_url: str,
    empty_url: str,
    tmp_path: Path,
) -> None:
    url, folder, end = sixteen
    assert asked(url, "show server_version")[0][0].startswith("16.")
    noted(database_url, "from 18")
    back_up(database_url, tmp_path / "eighteen.backup", quiet)
    restore.restore(url, tmp_path / "eighteen.backup", quiet, replace=True)
    assert held(url) == held(database_url)
    noted(url, "from 16")
    kept = folder / "backups" / "firstfive-20200101T000000Z.backup"
    kept.parent.mkdir()
    back_up(url, kept, quiet)
    there = held(url)
    end()
    with pytest.raises(
        DatabaseUnavailable, match=r"made by Postgres 16.*firstfive backup"
    ) as error:
        embedded_url(folder)
    assert str(kept) in str(error.value)
    restore.restore(empty_url, kept, quiet)
    assert held(empty_url) == there
    with psycopg.connect(empty_url) as connection:
        assert contents(connection, quiet)["conversations.audit"].rows == 2
