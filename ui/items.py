"""What a catalogue holds, written as JSON lines for the people who run it."""

from __future__ import annotations

import json
from typing import TextIO

from catalogue.search import read_items
from catalogue.snapshot import load_snapshot
from catalogue.stage import read_rejects
from core.database import open_pool
from core.errors import UnknownItem
from core.settings import Settings
from domains import load_pack

CHUNK = 500


async def show(settings: Settings, pack_id: str, item_id: str, out: TextIO) -> None:
    """Write one item with its attributes, evidence and cleaned text.

    Raises:
        UnknownItem: the pack has none of this id.
    """
    pack = load_pack(pack_id)
    async with open_pool(settings) as pool, pool.connection() as connection:
        found = await read_items(connection, pack.id, [item_id])
    if not found:
        raise UnknownItem(f"{item_id!r} is not in {pack_id!r}.")
    out.write(found[0].model_dump_json(indent=2) + "\n")


async def export(settings: Settings, pack_id: str, out: TextIO) -> None:
    """Write the newest published version, one item a line.

    Raises:
        CatalogueMissing: nothing is published.
    """
    pack = load_pack(pack_id)
    async with open_pool(settings) as pool:
        ids = (await load_snapshot(pool, pack)).ids
        async with pool.connection() as connection:
            for start in range(0, len(ids), CHUNK):
                for item in await read_items(connection, pack.id, ids[start : start + CHUNK]):
                    out.write(item.model_dump_json() + "\n")


async def rejects(settings: Settings, pack_id: str, out: TextIO) -> None:
    """Write the rows that could not be used, one a line, with the reason."""
    pack = load_pack(pack_id)
    async with open_pool(settings) as pool, pool.connection() as connection:
        for row in await read_rejects(connection, pack.id):
            out.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
