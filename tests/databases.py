"""Databases of tests: copies of a template that are there for a while."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Bytes that must be free in memory for a server's files to lie there: they take a good one."""


@contextmanager
def server_folder() -> Iterator[Path]:
    """A folder for a server's files: in memory, where a database is copied ten times as fast."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    folder = Path(tempfile.mkdtemp(prefix="firstfive-tests-", dir=MEMORY if roomy else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def named(server: str, database: str) -> str:
    """The URL of this database of a test server."""
    return server.replace("/postgres?", f"/{database}?")


def as_superuser(url: str) -> str:
    """The same URL for the server's superuser."""
    return url.replace("//firstfive@", "//postgres@")


def create(server: str, name: str, template: str) -> str:
    """Make a database of the product's role, a copy of the template; its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            f"create database {name} template {template} strategy file_copy".encode()
        )
    return named(server, name)


def drop(server: str, *names: str) -> None:
    """Drop databases, whoever is connected.

    As the superuser: the server may just be cleaning one up, with a process that only the
    superuser may end.
    """
    with psycopg.connect(as_superuser(server), autocommit=True) as connection:
        for name in names:
            connection.execute(f"drop database {name} with (force)".encode())


@contextmanager
def copied(server: str, name: str, template: str) -> Iterator[str]:
    """A copy of the template for a while; its URL."""
    url = create(server, name, template)
    try:
        yield url
    finally:
        drop(server, name)
