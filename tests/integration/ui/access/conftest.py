"""The whole product as a process of its own, with people who sign in."""

from __future__ import annotations

import itertools
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests import forked
from tests.databases import create, drop
from tests.patience import PATIENCE

COMMAND = (sys.executable, "-c", "from ui.cli import main; main()")
PASSWORD = "a long enough password"  # pragma: allowlist secret
COOKIE = "firstfive_sign_in"
GENEROUS = {
    "FIRSTFIVE_TURNS_PER_MINUTE": "100000",
    "FIRSTFIVE_REQUESTS_PER_MINUTE": "1000000",
    "FIRSTFIVE_CHATS_PER_MINUTE": "1000000",
    "FIRSTFIVE_CHATS_PER_SECOND": "1000",
    "FIRSTFIVE_SIGN_INS_PER_MINUTE": "1000",
}
CERTIFICATES = ssl.create_default_context()
"""Read once: browsers here are many, and each would take a twentieth of a second for them."""
NUMBERS = itertools.count(1)


@dataclass
class Site:
    """A running product; ``url`` is its database."""

    base: str
    url: str
    folder: Path
    environ: dict[str, str]
    clients: list[httpx.Client] = field(default_factory=list)

    def command(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run ``firstfive`` on its database."""
        where = ("--data-dir", str(self.folder), "--database-url", self.url)
        return forked.run([*COMMAND, *arguments, *where], input=typed, env=self.environ)

    def add(self, name: str, role: str = "person") -> None:
        """Let somebody sign in."""
        done = self.command("users", "add", name, "--role", role, typed=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr

    def browser(self, **cookies: str) -> httpx.Client:
        """A browser at the site's own pages."""
        made = httpx.Client(
            base_url=self.base, timeout=PATIENCE, headers={"Origin": self.base}, cookies=cookies,
            verify=CERTIFICATES,
        )  # fmt: skip
        self.clients.append(made)
        return made

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Client:
        """A browser in which somebody has signed in."""
        made = self.browser()
        answer = made.post("/chat/login", data={"username": name, "password": password})
        assert answer.status_code == 200, answer.text
        return made

    def log(self) -> str:
        """What the product has written to its log."""
        return (self.folder / "log").read_text("utf-8")

    def log_lines(self) -> int:
        """How many lines that is."""
        return len(self.log().splitlines())

    def sql(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database, past the product."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description is not None else []


@contextmanager
def running(url: str, folder: Path, environ: Mapping[str, str]) -> Iterator[Site]:
    """``firstfive serve`` with these settings."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {**os.environ, **GENEROUS, **environ}
    where = ("--port", str(port), "--database-url", url, "--data-dir", str(folder))
    with (folder / "log").open("w") as log:
        process = forked.start(
            [*COMMAND, "serve", *where], env=kept, stdout=subprocess.PIPE, stderr=log
        )
    site = Site(f"http://127.0.0.1:{port}", url, folder, kept)
    try:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("FirstFive is ready"), (folder / "log").read_text()
        yield site
    finally:
        for client in site.clients:
            client.close()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


Run = Callable[..., AbstractContextManager[Site]]


@pytest.fixture(scope="module")
def site_of(
    small_catalogue: str, _server: str, data_folder: Callable[[str], Path]
) -> Iterator[Run]:
    """Starts a product with these settings on a copy of the small catalogue."""
    made: list[str] = []

    def start(**environ: str) -> AbstractContextManager[Site]:
        name = f"site_{next(NUMBERS)}"
        url = create(_server, name, "small_catalogue")
        made.append(name)
        return running(url, data_folder("site"), environ)

    yield start
    drop(_server, *made)


@pytest.fixture(scope="module")
def site(site_of: Run, oidc_server: Any) -> Iterator[Site]:
    """A product where signing in is optional, by password and at a provider."""
    with site_of(**oidc_server.settings()) as started:
        started.add("rita", "reviewer")
        started.add("paul")
        started.add("paula")
        yield started
