"""What every test may use: one embedded Postgres a run, a database a test, and no network."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest

from core.database import Pool, open_pool
from core.embedded import embedded_url, owner_url, stop_embedded
from core.migrate import migrate
from core.settings import Settings, read_settings
from models import local
from models.encoder import Encoder, open_encoder
from models.graph_cache import Precision
from tests.databases import as_superuser, copied, named, server_folder
from tests.remembered import Remembering

TALLIES = pytest.StashKey[list[Any]]()
TEMPLATE = "firstfive_template"
TEST_DATA = "FIRSTFIVE_TEST_DATA"
LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NUMBERS = itertools.count(1)

hypothesis.settings.register_profile("patient", deadline=None)  # no timing fails a test
hypothesis.settings.load_profile("patient")

# Dozens of processes import the same libraries: compiled once, that takes them half of the time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

LONG = (
    "tests/structure/test_patterns.py",
    "tests/conversation/redteam/test_talks.py",
    "tests/chaos/test_faults.py",
    "tests/browser/",
    "tests/integration/ui/",
    "tests/integration/evaluation/",
    "tests/conversation/",
)
"""What takes longest, the longest first: begun last, one file would keep one process busy alone."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the red team at its full length")
    parser.addoption(
        "--live", action="store_true", help="ask the models that the environment names"
    )
    parser.addoption("--record", metavar="FILE", help="with --live: keep what the models say")
    parser.addoption("--kept", help="file of the faults' outcomes, to go on where a run stopped")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long before the others."""
    items.sort(key=lambda item: next((n for n, p in enumerate(LONG) if _is_in(item, p)), len(LONG)))


def pytest_collection_finish() -> None:
    """Leave thousands of tests out of garbage collections: each would walk through them all."""
    gc.collect()
    gc.freeze()


def _is_in(item: pytest.Item, path: str) -> bool:
    return item.nodeid.startswith(path)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The table of the red team, where it ran."""
    if tallies := config.stash.get(TALLIES, []):
        from rich.console import Console

        from evaluation.redteam.tally import show

        terminalreporter.section("red team")
        show(tallies, Console(width=100))


@pytest.fixture
def trials(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """How many trials to make: the first number in every run, the second with --long."""
    return lambda short, long: long if pytestconfig.getoption("--long") else short


@pytest.fixture
def tallied(pytestconfig: pytest.Config) -> Callable[..., Any]:
    """Begins a line of the red team's table."""
    from evaluation.redteam.tally import Tally

    def begin(name: str, bar: float = 0.0) -> Tally:
        tally = Tally(name, bar)
        pytestconfig.stash.setdefault(TALLIES, []).append(tally)
        return tally

    return begin


def _host(address: object) -> object:
    return address[0] if isinstance(address, tuple) else None


@pytest.fixture(scope="session")
def attempts(pytestconfig: pytest.Config) -> Iterator[list[str]]:
    """Refuses every connection and look-up beyond this machine, and keeps what was tried."""
    attempts: list[str] = []
    if pytestconfig.getoption("--live"):
        yield attempts
        return
    patch = pytest.MonkeyPatch()

    def refuse(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in LOCAL:
            attempts.append(str(name))
            raise OSError(f"tests may not reach {name!r}")

    def guarded(name: str, where: Any, find: Any) -> None:
        real = getattr(where, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            refuse(find(args))
            return real(*args, **kwargs)

        patch.setattr(where, name, call)

    guarded("connect", socket.socket, lambda args: _host(args[1]))
    guarded("connect_ex", socket.socket, lambda args: _host(args[1]))
    guarded("getaddrinfo", socket, lambda args: args[0] if args else None)
    yield attempts
    patch.undo()


@pytest.fixture(autouse=True)
def _no_network(attempts: list[str]) -> Iterator[None]:
    """Fails the test during which something tried to reach another machine, by its address."""
    attempts.clear()
    yield
    if attempts:
        pytest.fail(f"this test tried to reach {', '.join(sorted(set(attempts)))}")


@pytest.fixture(autouse=True)
def _clean_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the machine the tests run on do not reach them."""
    for name in [n for n in os.environ if n.startswith("FIRSTFIVE_") and n != TEST_DATA]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder with ``catalogues/``, ``users/`` and ``redteam/``; skips where there is none."""
    folder = os.environ.get(TEST_DATA)
    if not folder:
        pytest.skip(f"{TEST_DATA} is not set: no test data")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"{TEST_DATA} names no folder: {folder!r}")
    return path


@pytest.fixture(scope="session")
def models_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all processes of a run keep what the product unpacks and learns once."""
    base = tmp_path_factory.getbasetemp()
    models = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "models"
    models.mkdir(exist_ok=True)
    return models.resolve()


@pytest.fixture(scope="session", autouse=True)
def _loaded_once(models_folder: Path) -> Iterator[None]:
    """Encoders opened on that folder share, within a process, what is loaded of it."""
    load = local._load
    shared = cache(load)

    def loaded(folder: Path, model: Path, precision: Precision) -> local._Loaded:
        there = folder.resolve()
        return (shared if there == models_folder else load)(there, model, precision)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "_load", loaded)
        yield


@pytest.fixture(scope="session")
def data_folder(
    tmp_path_factory: pytest.TempPathFactory, models_folder: Path
) -> Callable[[str], Path]:
    """Makes data folders; as processes may, they share their models."""

    def make(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        folder.joinpath("models").symlink_to(models_folder)
        return folder

    return make


@pytest.fixture(scope="session")
def remembering(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Settings], Encoder]:
    """Opens encoders that encode a text once a run, for catalogues that several tests ingest."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "vectors"
    folder.mkdir(exist_ok=True)
    return lambda settings: Remembering(open_encoder(settings), folder)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; skips where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: browser tests are skipped")
    return found


@pytest.fixture(scope="session")
def _server() -> Iterator[str]:
    """The URL of the run's own Postgres, whose database TEMPLATE is migrated."""
    with server_folder() as folder, ExitStack() as stopped:
        stopped.callback(stop_embedded, folder)
        url = embedded_url(folder)
        with psycopg.connect(owner_url(folder), autocommit=True) as connection:
            connection.execute("alter system set fsync = off")
            connection.execute("select pg_reload_conf()")
            with psycopg.connect(named(owner_url(folder), "template1")) as template:
                template.execute("create extension vector")  # only the superuser may
            connection.execute("alter role firstfive createdb")  # a database a test
            connection.execute(f"create database {TEMPLATE} owner firstfive".encode())
        migrate(named(url, TEMPLATE))
        yield url


@pytest.fixture
def superuser() -> Callable[[str], str]:
    """Turns the URL of a test's database into its superuser's."""
    return as_superuser


@pytest.fixture
def empty_url(_server: str) -> Iterator[str]:
    """The URL of a new database without any table."""
    yield from _database(_server, "template1")


@pytest.fixture
def database_url(_server: str) -> Iterator[str]:
    """The URL of a new, migrated database."""
    yield from _database(_server, TEMPLATE)


def _database(server: str, template: str) -> Iterator[str]:
    with copied(server, f"test_{next(NUMBERS)}", template) as url:
        yield url


@pytest.fixture
async def pool(database_url: str, tmp_path: Path) -> AsyncIterator[Pool]:
    """The application's pool on a new, migrated database."""
    settings = read_settings(database_url=database_url, data_dir=tmp_path)
    async with open_pool(settings) as opened:
        yield opened
