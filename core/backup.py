"""Backups: a database as it was at one moment, in one file, made while the product serves.

The file is a zip archive of ``manifest.json`` and ``database.dump``, which is Postgres' own custom
format: should nothing else be left, ``pg_restore`` reads it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO, Literal
from zipfile import ZipFile

import psycopg
from psycopg import IsolationLevel
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from core.contents import Connection, Rows, Told, contents
from core.embedded import programs
from core.errors import BackupFailed, DatabaseUnavailable
from core.migrate import Applied, ledger, refuse_strange, schemas
from core.model import Frozen
from core.program import start
from core.sql import sql

LOCK = 5_515_154
"""The advisory lock of whoever makes or restores a backup: one at a time."""

MANIFEST, DUMP = "manifest.json", "database.dump"
BLOCK = 1 << 20
SAID_EVERY = 64 * BLOCK
HALVES_FOR = 3600.0
"""Seconds since it was last written to, after which a half belongs to a process that was killed."""

LOCK_SECONDS = 60
"""How long it is waited for somebody who changes a table."""

DUMPING = (
    "--format=custom", "--compress=gzip:1", "--no-owner", "--no-privileges", "--no-comments",
    "--no-statistics", "--no-password", f"--lock-wait-timeout={LOCK_SECONDS}s",
)  # fmt: skip


class Manifest(Frozen):
    """What a backup holds."""

    kind: Literal["firstfive backup"] = "firstfive backup"
    format: Literal[1] = 1
    version: str
    taken_at: datetime
    postgres: int
    pgvector: str | None
    migrations: tuple[Applied, ...]
    tables: dict[str, Rows]
    dump_bytes: int
    dump_sha256: str

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(table.rows for table in self.tables.values())


def back_up(url: str, file: Path, told: Told) -> Manifest:
    """Write what the database holds at this moment into ``file``, as a whole or not at all.

    Raises:
        BackupFailed: it cannot be made; what ``file`` held before is still there.
        DatabaseNewer: a newer version of FirstFive has changed the database.
    """
    try:
        with written(file) as part, _snapshot(url) as (connection, snapshot, taken_at):
            return _filled(part, url, connection, snapshot, taken_at, told)
    except psycopg.Error as error:
        raise BackupFailed(first_line(str(error))) from error
    except OSError as error:
        where = str(error.filename or file)
        raise BackupFailed(f"{where!r} cannot be used: {error.strerror}.") from error


@contextmanager
def written(file: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner may read, and that is there as a whole or not at all."""
    if file.is_dir():
        raise BackupFailed(f"{str(file)!r} is a folder; name a file.")
    forget_halves(file.parent, file.name)
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def forget_halves(folder: Path, name: str) -> None:
    """Remove what killed processes left behind of files of this name, which may be a pattern."""
    oldest = time.time() - HALVES_FOR
    for half in folder.glob(f".{name}.*.part"):
        with suppress(OSError):
            if half.stat().st_mtime < oldest:
                half.unlink()


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[Connection, str, datetime]]:
    """A connection that sees one moment, and by what name others see the same."""
    with psycopg.connect(url) as connection:
        connection.autocommit = True
        alone(connection)
        connection.autocommit = False
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute(sql("core", "snapshot").encode()).fetchone()
        assert row is not None
        yield connection, row[0], row[1]


def alone(connection: Connection) -> None:
    """Be the only one who makes or restores a backup of this database, until the connection ends.

    Raises:
        BackupFailed: somebody else is at it.
    """
    row = connection.execute("select pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
    if not (row and row[0]):
        raise BackupFailed("Another backup or restore of this database is running.")


def _filled(
    part: IO[bytes], url: str, connection: Connection, snapshot: str, taken_at: datetime, told: Told
) -> Manifest:
    applied = ledger(connection)
    if not applied:
        raise BackupFailed("This database holds nothing of FirstFive.")
    refuse_strange(applied)
    postgres, pgvector = versions(connection)
    tables = contents(connection, told)
    with ZipFile(part, "w") as archive:
        with archive.open(DUMP, "w", force_zip64=True) as member:
            size, digest = _dumped(url, snapshot, member, told)
        manifest = Manifest(
            version=version("firstfive"),
            taken_at=taken_at,
            postgres=postgres,
            pgvector=pgvector,
            migrations=tuple(applied),
            tables=tables,
            dump_bytes=size,
            dump_sha256=digest,
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


def versions(connection: Connection) -> tuple[int, str | None]:
    """Of the server (as 180004), and of its pgvector."""
    row = connection.execute(sql("core", "server_versions").encode()).fetchone()
    if row is None:
        raise DatabaseUnavailable("It does not tell its version.")
    return row[0], row[1]


def _dumped(url: str, snapshot: str, into: IO[bytes], told: Told) -> tuple[int, str]:
    """Have pg_dump write what the snapshot sees; how many bytes, and their hash."""
    where, environ = without_password(url)
    command: list[str | Path] = [
        programs() / "pg_dump",
        "--dbname",
        where,
        "--snapshot",
        snapshot,
        *DUMPING,
    ]
    command += [f"--schema={name}" for name in schemas()]
    size, digest = 0, sha256()
    with tempfile.TemporaryFile() as complaints:
        process = start(command, stdout=subprocess.PIPE, stderr=complaints, env=environ)
        try:
            assert process.stdout is not None
            while block := process.stdout.read(BLOCK):
                into.write(block)
                digest.update(block)
                if (size + len(block)) // SAID_EVERY > size // SAID_EVERY:
                    told(f"{(size + len(block)) // BLOCK:,} MB written")
                size += len(block)
            if process.wait():
                complaints.seek(0)
                raise BackupFailed(_complaint(complaints.read().decode("utf-8", "replace")))
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()
    return size, digest.hexdigest()


def without_password(url: str) -> tuple[str, dict[str, str]]:
    """How a program of Postgres is told where to connect; others may see its arguments."""
    given = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    password = given.pop("password", None)
    return make_conninfo(**given), {**os.environ, **({"PGPASSWORD": password} if password else {})}


def _complaint(text: str) -> str:
    """The sentence of pg_dump that says most."""
    if "server version mismatch" in text:
        newest = text.split("pg_dump version:")[-1].split()[0].rstrip(";")
        return (
            f"The server is newer than the pg_dump that comes with this version ({newest}); update "
            "FirstFive, or use the pg_dump of that server."
        )
    return first_line(text.replace("pg_dump: error: ", ""))


def first_line(text: str) -> str:
    """The first line of a message, as a sentence."""
    line = (text.strip().splitlines() or ["no reason was given"])[0][:300]
    return f"{line.rstrip('.')}."
