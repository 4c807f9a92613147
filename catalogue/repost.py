"""Groups the stored items of a pack that are reposts of each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalogue.group import find_groups, value_key
from catalogue.query import Values, rows, run
from core.database import Connection
from domains import Pack


async def group_reposts(connection: Connection, pack: Pack) -> None:
    """Give every item of a group of reposts its group, if the pack says how to tell them."""
    if not pack.reposts:
        return
    asked: Values = {"pack": pack.id, "attributes": list(pack.reposts)}
    items: dict[str, dict[str, str]] = {}
    for row in await rows(connection, "repost_values", asked):
        stated = items.setdefault(row["item_id"], {})
        if row["attribute"] is not None:
            stated[row["attribute"]] = compared(row["value"])
    groups = find_groups(items)
    named: Values = {"pack": pack.id, "ids": list(groups), "groups": list(groups.values())}
    await run(connection, "set_groups", named)


def compared(value: Any) -> str:
    """The stored value as it is compared: of several the first, of a place its name."""
    first = value[0] if isinstance(value, list) else value
    if isinstance(first, Mapping):
        return str(first["name"])
    return value_key(first if isinstance(first, int | float) else str(first))
