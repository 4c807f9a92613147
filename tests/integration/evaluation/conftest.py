"""A small catalogue to be evaluated on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from catalogue.ingest import ingest
from core.database import open_pool
from core.settings import Settings, read_settings
from domains import load_pack
from models.encoder import Encoder
from tests.databases import create

LISTINGS = 60


@pytest.fixture(scope="session")
def evaluated(
    _server: str,
    data_folder: Callable[[str], Path],
    remembering: Callable[[Settings], Encoder],
) -> Settings:
    """Settings of a database with some of the shipped listings."""
    folder = data_folder("evaluation")
    url = create(_server, "evaluated", "firstfive_template")
    settings = read_settings(database_url=url, data_dir=folder)
    shipped = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    source = folder / "listings.jsonl"
    source.write_text("\n".join(shipped.splitlines()[:LISTINGS]) + "\n", "utf-8")

    async def fill() -> None:
        async with open_pool(settings) as pool:
            await ingest(pool, load_pack("businesses"), str(source), remembering(settings))

    asyncio.run(fill())
    return settings
