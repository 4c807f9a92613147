"""A stage for faults: the whole product on a database of its own, with an emulated model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest

from core.program import start
from evaluation.faults.journal import Journal
from evaluation.faults.product import Product, Started
from evaluation.faults.server import database_server
from evaluation.faults.stage import Stage
from evaluation.faults.trial import closed, opened
from evaluation.faults.wire import wired
from tests import forked
from tests.emulators.chat_client import chatting
from tests.emulators.openai_server import openai_server_running

ITEMS = 60
JOURNAL = pytest.StashKey[Journal]()
NOTHING_HEARD = {"act": "none", "wishes": []}


@dataclass
class Emulated:
    """The model's server, told how to answer."""

    server: Any

    @property
    def asked(self) -> int:
        return len(self.server.requests)

    def well(self) -> None:
        self.server.script.clear()
        self.server.answer(NOTHING_HEARD)

    def badly(self, how: str) -> None:
        self.server.script.clear()
        if how in ("429", "5xx"):
            self.server.fail(429 if how == "429" else 503)
        elif how == "bad JSON":
            self.server.answer('{"act": "answer", "wishes": [{"attribute"')
        elif how == "timeout":
            self.server.answer(NOTHING_HEARD, delay=60)
        else:
            self.server.raw(b'{"id": "chatcmpl-1", "choices": [{"message": {"conte')


class Socket:
    """A browser's socket that is lost."""

    def drop(self, base: str, conversation: tuple[str, str], id: str, text: str) -> None:
        cookies = {"firstfive_default": quote(":".join(conversation), safe="")}
        with chatting(base, cookies) as client:
            client.until("update_thread", "new_message", "resume_thread", "element")
            client.say(text, id)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Stage]:
    # The table of --long tells how long a start takes, also the first one.
    started = start if pytestconfig.getoption("--long") else forked.start
    folder = tmp_path_factory.mktemp("chaos")
    with (
        openai_server_running() as model,
        database_server() as server,
        wired(server.socket) as wire,
    ):
        stage = _staged(model, server, wire, folder, started)
        try:
            yield stage
        finally:
            stage.product.kill()


def _staged(model: Any, server: Any, wire: Any, folder: Path, started: Started) -> Stage:
    emulated = Emulated(model)
    emulated.well()
    environ = {
        "FIRSTFIVE_CHAT_MODEL": "openai:emulated",
        "FIRSTFIVE_CHAT_BASE_URL": model.url,
        "FIRSTFIVE_CHAT_API_KEY": "sk-emulated",  # pragma: allowlist secret
    }
    url = f"postgresql://firstfive@127.0.0.1:{wire.port}/postgres?sslmode=disable"
    product = Product(url, folder, environ, started)
    stage = Stage(server, wire, product, emulated, Socket(), folder)
    listings = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    source = folder / "listings.jsonl"
    source.write_text("\n".join(listings.splitlines()[:ITEMS]), "utf-8")
    product.command("ingest", "businesses", "--source", str(source))
    product.start()
    closed(opened(stage, Random(0)))  # the first five of a process wait for what is loaded late
    return stage


@pytest.fixture(scope="module")
def journal(pytestconfig: pytest.Config) -> Journal:
    """What trials come to; with ``--kept FILE`` a run goes on where an earlier one stopped."""
    kept = pytestconfig.getoption("--kept")
    return pytestconfig.stash.setdefault(JOURNAL, Journal(Path(kept) if kept else None))


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The table of the faults, where they were done."""
    journal = config.stash.get(JOURNAL, None)
    if journal is not None and journal.entries:
        from rich.console import Console

        from evaluation.faults.journal import show

        terminalreporter.section("faults")
        show(journal.entries, Console(width=100))
