"""Catalogues that several tests share: ingested once by a process, and copied."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from catalogue.ingest import ingest
from core.database import open_pool
from core.settings import Settings, read_settings
from domains import load_pack
from models.encoder import Encoder
from tests.databases import create


def shipped(
    server: str, name: str, folder: Path, encoder: Callable[[Settings], Encoder], most: int
) -> Settings:
    """Settings of a new database with the first of the shipped listings, at most so many."""
    url = create(server, name, "firstfive_template")
    settings = read_settings(database_url=url, data_dir=folder)
    listings = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    source = folder / f"{name}.jsonl"
    source.write_text("\n".join(listings.splitlines()[:most]) + "\n", "utf-8")

    async def fill() -> None:
        async with open_pool(settings) as pool:
            await ingest(pool, load_pack("businesses"), str(source), encoder(settings))

    asyncio.run(fill())
    return settings
