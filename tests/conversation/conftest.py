"""Whole dialogues through the real graph, on the shipped catalogue in real Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from agent import Agent, open_agent
from catalogue.ingest import ingest
from core.database import open_pool
from core.settings import Settings, read_settings
from domains import load_pack
from models.encoder import Encoder
from tests.databases import copied, create
from tests.emulators.openai_server import OpenAIServer, openai_server_running

TEMPLATE = "firstfive_businesses"

Open = Callable[..., AbstractAsyncContextManager[Agent]]


@pytest.fixture(scope="session")
def encoder_folder(data_folder: Callable[[str], Path]) -> Path:
    return data_folder("encoder")


@pytest.fixture(scope="session")
def _businesses(
    _server: str, encoder_folder: Path, remembering: Callable[[Settings], Encoder]
) -> str:
    """A database that holds the shipped catalogue; tests get copies of it."""
    url = create(_server, TEMPLATE, "firstfive_template")
    settings = read_settings(database_url=url, data_dir=encoder_folder)

    async def fill() -> None:
        async with open_pool(settings) as pool:
            await ingest(pool, load_pack("businesses"), None, remembering(settings))

    asyncio.run(fill())
    return _server


@pytest.fixture
def businesses_url(_businesses: str, request: pytest.FixtureRequest) -> Iterator[str]:
    name = f"talk_{abs(hash(request.node.nodeid)) % 10**9}"
    with copied(_businesses, name, TEMPLATE) as url:
        yield url


@pytest.fixture
def open_with(businesses_url: str, encoder_folder: Path) -> Open:
    """Opens an agent on the shipped catalogue with these settings."""

    def start(**explicit: object) -> AbstractAsyncContextManager[Agent]:
        return open_agent(
            read_settings(database_url=businesses_url, data_dir=encoder_folder, **explicit)
        )

    return start


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    """A server that speaks OpenAI's protocol; script its answers, then read its requests."""
    with openai_server_running() as running:
        yield running


@pytest.fixture
async def agent(open_with: Open) -> AsyncIterator[Agent]:
    async with open_with() as opened:
        yield opened
