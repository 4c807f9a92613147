"""What a catalogue holds, written for the people who run it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TextIO

from catalogue.snapshot import load_snapshot
from catalogue.stage import read_rejects
from catalogue.story import Story, read_stories
from conversations.showings import showings
from core.database import open_pool
from core.errors import UnknownItem
from core.settings import Settings
from domains import load_pack

CHUNK = 500


async def show(settings: Settings, pack_id: str | None, item_id: str, out: TextIO) -> None:
    """Write one item from raw record to showings, as JSON; ``pack_id`` None looks in every pack.

    Raises:
        UnknownItem: there is none of this id, or several packs have one.
    """
    async with open_pool(settings) as pool, pool.connection() as connection:
        found = await read_stories(connection, [item_id], pack_id)
        if len(found) != 1:
            raise UnknownItem(_not_one(item_id, pack_id, found))
        shown = await showings(connection, found[0].pack, item_id)
    told = {**_told(found[0]), "shown_in": [asdict(one) for one in shown]}
    out.write(json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n")


def _not_one(item_id: str, pack_id: str | None, found: list[Story]) -> str:
    if found:
        packs = ", ".join(story.pack for story in found)
        return f"{item_id!r} is in several packs ({packs}); name one: firstfive items show PACK ID."
    return f"{item_id!r} is not in {pack_id!r}." if pack_id else f"No pack has {item_id!r}."


def _told(story: Story) -> dict[str, Any]:
    """In the order in which an item is made."""
    order = (
        "id", "pack", "source", "raw", "title", "url", "summary", "cleaned", "attributes", "flags",
        "group", "available", "retired_at", "ingested_at", "versions",
    )  # fmt: skip
    told = asdict(story)
    return {name: told[name] for name in order}


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
                stories = await read_stories(connection, list(ids[start : start + CHUNK]), pack.id)
                out.writelines(_lines(stories))


def _lines(stories: list[Story]) -> Iterator[str]:
    for story in stories:
        line = {
            "item_id": story.id,
            "title": story.title,
            "url": story.url,
            "available": story.available,
            "attributes": {id: _value(stated) for id, stated in story.attributes.items()},
            "group": story.group,
            "flags": story.flags,
            "versions": story.versions,
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _value(stated: dict[str, Any]) -> dict[str, Any]:
    told = {name: stated[name] for name in ("value", "evidence", "confidence")}
    return {**told, "default": True} if stated["default"] else told


async def rejects(settings: Settings, pack_id: str, out: TextIO) -> None:
    """Write the rows that could not be used, one a line, with the reason."""
    pack = load_pack(pack_id)
    async with open_pool(settings) as pool, pool.connection() as connection:
        for row in await read_rejects(connection, pack.id):
            out.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
