"""The SQL of a room: one named sentence per file, in its folder ``queries``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sql(room: str, name: str) -> str:
    """The text of ``<room>/queries/<name>.sql``.

    Raises:
        FileNotFoundError: the room has no query of this name.
    """
    return files(room).joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
