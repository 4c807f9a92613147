"""Where an item comes from: what the source said, what was made of it, and by which versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalogue.query import Values, rows
from core.database import Connection


@dataclass(frozen=True)
class Story:
    """All that is kept of one item.

    ``raw`` is the record as it stood in the source: it may hold personal data, and is for the
    people who run the catalogue alone. ``versions`` names the code and rules of every stage.
    """

    id: str
    pack: str
    source: str
    raw: dict[str, Any]
    title: str
    url: str | None
    summary: str
    cleaned: str
    attributes: dict[str, dict[str, Any]]
    flags: tuple[str, ...]
    group: str | None
    available: bool
    retired_at: datetime | None
    ingested_at: datetime
    versions: dict[str, Any]


async def read_stories(
    connection: Connection, ids: Sequence[str], pack_id: str | None = None
) -> list[Story]:
    """The stories of some items, by pack and id; without a pack, of all packs that have them."""
    values: Values = {"pack": pack_id, "ids": list(ids)}
    return [_story(row) for row in await rows(connection, "item_stories", values)]


def _story(row: dict[str, Any]) -> Story:
    versions = {
        "raw": row["raw_hash"],
        "clean": row["cleaner_version"],
        "extract": row["extractor_version"],
        "group": row["grouper_version"],
        "embed": row["embeddings"],
    }
    return Story(
        id=row["item_id"],
        group=row["group_id"],
        flags=tuple(row["flags"]),
        versions=versions,
        **{name: row[name] for name in _SAME},
    )


_SAME = (
    "pack", "source", "raw", "title", "url", "summary", "cleaned", "attributes", "available",
    "retired_at", "ingested_at",
)  # fmt: skip
