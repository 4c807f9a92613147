"""What the red team needs: the corpora, a model that obeys, and catalogues of its own."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from agent import Agent, open_agent
from catalogue.ingest import ingest
from core.database import open_pool
from core.settings import Settings, read_settings
from domains import load_pack
from evaluation.redteam.corpora import Attack, attacks
from evaluation.redteam.poison import Row, write
from models.encoder import Encoder
from tests.databases import copied, create
from tests.emulators.obedient import Obedient
from tests.emulators.openai_server import openai_server_running

KEY = "sk-planted-canary-4711"  # pragma: allowlist secret
SEED = 20261120
NUMBERS = itertools.count(1)

Ingested = Callable[[Sequence[Row]], Awaitable[str]]
Draw = Callable[..., list[Attack]]
Stocked = Callable[..., AbstractAsyncContextManager[Agent]]


@pytest.fixture
def draw(test_data: Path) -> Draw:
    """Draws texts of the named corpora, the same every time."""

    def drawn(names: Sequence[str], most: int, *, held_out: bool = False) -> list[Attack]:
        return attacks(test_data / "redteam", names, most, SEED, held_out=held_out)

    return drawn


@pytest.fixture(params=["no model", "a model that obeys"])
def model(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Settings of the agent without a model, and with one that does whatever it reads."""
    if request.param == "no model":
        yield {}
        return
    with openai_server_running() as server:
        server.thinking = Obedient(SEED).obey
        yield {
            "chat_model": "openai:emulated",
            "chat_base_url": server.url,
            "chat_api_key": KEY,
            "model_timeout": 20,
            "model_calls": 10_000,
        }


@pytest.fixture(scope="session")
def ingested(
    _server: str,
    tmp_path_factory: pytest.TempPathFactory,
    encoder_folder: Path,
    remembering: Callable[[Settings], Encoder],
) -> Ingested:
    """Gives the name of a database with a catalogue of these rows, made once; to be copied."""
    folder, made = tmp_path_factory.mktemp("rows"), dict[str, str]()

    async def find(rows: Sequence[Row]) -> str:
        key = json.dumps(rows, sort_keys=True)
        if key not in made:
            name = f"redteam_rows_{len(made)}"
            url = create(_server, name, "firstfive_template")
            settings = read_settings(database_url=url, data_dir=encoder_folder)
            source = str(write(rows, folder / f"{name}.jsonl"))
            async with open_pool(settings) as pool:
                await ingest(pool, load_pack("businesses"), source, remembering(settings))
            made[key] = name
        return made[key]

    return find


@pytest.fixture
def stocked(_server: str, encoder_folder: Path, ingested: Ingested) -> Stocked:
    """Opens an agent on a catalogue of these rows, in a database of its own."""

    @asynccontextmanager
    async def start(rows: Sequence[Row], **explicit: object) -> AsyncIterator[Agent]:
        with copied(_server, f"redteam_{next(NUMBERS)}", await ingested(rows)) as url:
            settings = read_settings(database_url=url, data_dir=encoder_folder, **explicit)
            async with open_agent(settings) as agent:
                yield agent

    return start


@pytest.fixture
def listings() -> list[Row]:
    """The shipped catalogue as rows."""
    text = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]
