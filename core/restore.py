"""Restores a backup: everything is checked first, and all of it happens in one transaction."""

from __future__ import annotations

import lzma
import re
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import psycopg
from pydantic import ValidationError

from core.backup import BLOCK, DUMP, MANIFEST, Manifest, alone, first_line, versions
from core.contents import Connection, Told, contents, differences
from core.database import too_old
from core.embedded import programs
from core.errors import BackupFailed, BadBackup, DatabaseNewer, DatabaseUnavailable, RestoreRefused
from core.migrate import LOCK, enter, make_ledger, migrate, refuse_strange, schemas
from core.program import start
from core.sql import sql

DATA = re.compile(rb"COPY (\S+) \([^()\n]*\) FROM stdin;\n")
LEAVING = 5.0
"""Seconds that a program which has ended may still seem to be connected."""

LONGEST_MANIFEST = 16 * BLOCK
DAMAGED = (zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError)
"""What ``zipfile`` ends in, besides ``BadZipFile``, where some bytes of an archive are others: what
is packed is broken or ends too soon, a header is cut off, the flags or the method say that it is
locked or packed in an unknown way (``RuntimeError`` and what is derived from it), a place or a date
is none. Each is told as a backup that is broken.
"""

END = b"\\.\n"
NOT_FOR_US = (b"\\restrict ", b"\\unrestrict ", b"SET transaction_timeout ")
"""Lines for psql, and a setting that servers older than the pg_dump do not have."""


def restore(url: str, file: Path, told: Told, *, replace: bool = False) -> Manifest:
    """Bring a database to what a backup holds, and up to this version; all of it or nothing.

    A database that holds anything is left alone unless ``replace``; then everything of FirstFive in
    it goes away.

    Raises:
        BadBackup: the file is broken, or is no backup, or a newer version made it.
        RestoreRefused: the database is in use or not empty, or what it came to hold was not what
            the backup holds.
    """
    with _opened(file) as archive:
        with _unpacking():
            manifest = _manifest(archive)
        told(f"A backup of {manifest.taken_at:%Y-%m-%d %H:%M} UTC, version {manifest.version}.")
        with _unpacking():
            _check(archive, manifest)
        try:
            with psycopg.connect(url) as connection:
                _wait_until_alone(connection)
                _make_room(connection, replace)
                _fill(connection, archive, told)
                make_ledger(connection)
                enter(connection, manifest.migrations)
                told("Checking …")
                if amiss := differences(manifest.tables, contents(connection, told)):
                    raise RestoreRefused(f"It would not hold the same: {'; '.join(amiss)}.")
        except (BackupFailed, psycopg.Error) as error:
            raise RestoreRefused(first_line(_detail(error))) from error
    migrate(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("analyze")
    return manifest


def _detail(error: Exception) -> str:
    return error.detail if isinstance(error, BackupFailed) else str(error)


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    try:
        with _unpacking():
            archive = ZipFile(file)
        with archive:
            yield archive
    except BadZipFile as error:
        raise BadBackup(f"{str(file)!r}: {error}.") from error
    except OSError as error:
        raise BadBackup(f"{str(file)!r} cannot be read: {error.strerror}.") from error


@contextmanager
def _unpacking() -> Iterator[None]:
    try:
        yield
    except DAMAGED as error:
        raise BadBackup("It cannot be unpacked: it is damaged, or no backup.") from error


def _manifest(archive: ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise BadBackup("Its manifest is too long to be one.")
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
        refuse_strange(manifest.migrations)
    except (DatabaseNewer, DatabaseUnavailable) as error:
        raise BadBackup(
            f"Version {manifest.version} made it, with migrations that this version "
            f"({version('firstfive')}) does not know; restore it with that one or a later one."
        ) from error
    except (KeyError, ValidationError) as error:
        raise BadBackup("It has no manifest that this version understands.") from error
    return manifest


def _check(archive: ZipFile, manifest: Manifest) -> None:
    """Read the dump once, before anything is changed."""
    size, digest = 0, sha256()
    try:
        with archive.open(DUMP) as member:
            while block := member.read(BLOCK):
                size += len(block)
                digest.update(block)
    except KeyError as error:
        raise BadBackup("It has no dump.") from error
    if (size, digest.hexdigest()) != (manifest.dump_bytes, manifest.dump_sha256):
        raise BadBackup("Its dump is not the one that its manifest tells of.")


def _wait_until_alone(connection: Connection) -> None:
    """Nobody else may use the database; who has just ended needs a moment to leave."""
    connection.autocommit = True
    alone(connection)
    deadline = time.monotonic() + LEAVING
    while count := _counted(connection, "others_connected"):
        if time.monotonic() > deadline:
            raise RestoreRefused(
                f"The database is in use ({count} connections): stop FirstFive on it first."
            )
        time.sleep(0.2)
    connection.autocommit = False


def _make_room(connection: Connection, replace: bool) -> None:
    """Begin the transaction in which all is done."""
    connection.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
    if not replace and (tables := _counted(connection, "tables_there")):
        raise RestoreRefused(
            f"The database holds {tables} tables already; with --replace, everything of FirstFive "
            "in it goes away first."
        )
    leaving = connection.execute(sql("core", "drop_ours").encode(), {"schemas": schemas()})
    for (statement,) in leaving.fetchall():
        connection.execute(statement.encode())
    connection.execute(sql("core", "vector").encode())
    if problem := too_old(*versions(connection)):
        raise RestoreRefused(problem)


def _counted(connection: Connection, query: str) -> int:
    row = connection.execute(sql("core", query).encode()).fetchone()
    return int(row[0]) if row else 0


def _fill(connection: Connection, archive: ZipFile, told: Told) -> None:
    """Run what pg_restore makes of the dump, within the connection's transaction."""
    with archive.open(DUMP) as dump, _script(dump) as lines:
        pending: list[bytes] = []
        for line in lines:
            if data := DATA.fullmatch(line):
                _run(connection, pending)
                told(f"{data[1].decode()} …")
                _copy(connection, line, lines)
            elif not line.startswith(NOT_FOR_US):
                pending.append(line)
        told("Building indexes …")
        _run(connection, pending)


def _run(connection: Connection, pending: list[bytes]) -> None:
    connection.execute(b"".join(pending), prepare=False)
    pending.clear()


def _copy(connection: Connection, statement: bytes, lines: Iterator[bytes]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement.rstrip(b";\n")) as copy:
        for line in lines:
            if line == END:
                return
            copy.write(line)
    raise BackupFailed("The dump ends in the midst of a table.")


@contextmanager
def _script(dump: IO[bytes]) -> Iterator[Iterator[bytes]]:
    """The dump as lines of SQL.

    Raises:
        BackupFailed: pg_restore does not understand it.
    """
    command: list[str | Path] = [
        programs() / "pg_restore",
        "--file=-",
        "--no-owner",
        "--no-privileges",
    ]
    with tempfile.TemporaryFile() as complaints:
        process = start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints)
        assert process.stdin is not None
        assert process.stdout is not None
        feeding = Thread(target=_feed, args=(dump, process.stdin))
        feeding.start()
        try:
            yield iter(process.stdout)
            if process.wait():
                complaints.seek(0)
                raise BackupFailed(first_line(complaints.read().decode("utf-8", "replace")))
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
            feeding.join()


def _feed(dump: IO[bytes], into: IO[Any]) -> None:
    with suppress(BrokenPipeError, ValueError), into:
        while block := dump.read(BLOCK):
            into.write(block)
