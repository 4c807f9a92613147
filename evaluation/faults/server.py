"""A database server of its own, to be stopped, killed, filled and starved."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg

from core.embedded import owner_url, stop_embedded
from core.program import run
from core.sql import sql

CONNECTIONS = 24
"""Connections that the server allows in all."""


class DatabaseServer:
    """An embedded Postgres in a folder of its own; ``url`` is its superuser's, past any wire."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = owner_url(folder)
        self.sql(f"alter system set max_connections = {CONNECTIONS}")
        self.sql("alter system set fsync = off")
        self.restart()

    @property
    def socket(self) -> Path:
        """Its Unix socket."""
        return self.folder / "postgres" / ".s.PGSQL.5432"

    def sql(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the server, past the product."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=10) as connection:
            cursor = connection.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description is not None else []

    def run(self, name: str, **values: object) -> None:
        """Run a sentence of ``evaluation/queries``."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=10) as connection:
            connection.execute(sql("evaluation", name).encode(), values)

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """An empty database for a while; the URL of the product's role."""
        self.sql(f"create database {name} owner firstfive")
        url = self.url.replace("/postgres?", f"/{name}?")
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(sql("core", "vector").encode())
            yield url.replace("//postgres@", "//firstfive@")
        finally:
            self.sql(f"drop database {name} with (force)")

    def stop(self) -> None:
        """Stop in good order, whoever is connected."""
        stop_embedded(self.folder)

    def start(self) -> None:
        """Start, after an orderly end or a violent one."""
        owner_url(self.folder)

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def kill(self) -> None:
        """SIGKILL every process of the server at once."""
        pid = int((self.folder / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])
        postmaster = psutil.Process(pid)
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            process.kill()
        psutil.wait_procs(processes, timeout=10)


@contextmanager
def database_server() -> Iterator[DatabaseServer]:
    """A server in a temporary folder, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="firstfive-faults-"))
    try:
        yield DatabaseServer(folder)
    finally:
        stop_embedded(folder)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def small_disk(size: str) -> Iterator[Path | None]:
    """A file system of this size; None where this user may not mount one."""
    folder = Path(tempfile.mkdtemp(prefix="firstfive-disk-"))
    mount = shutil.which("mount") or "mount"
    umount = shutil.which("umount") or "umount"
    done = run(
        [mount, "-t", "tmpfs", "-o", f"size={size},mode=777", "tmpfs", folder], capture_output=True
    )
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            run([umount, "-l", folder], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
