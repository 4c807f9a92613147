"""Groups the stored items of a pack that are reposts of each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalogue.group import VERSION, find_groups, value_key
from catalogue.query import Values, rows, run
from core.database import Connection
from core.model import Kind
from domains import Pack


async def group_reposts(connection: Connection, pack: Pack) -> None:
    """Give every item of a group of reposts its group, if the pack says how to tell them.

    Of a group only the newest item stays available, by the date that the pack names.
    """
    if not pack.reposts:
        return
    asked: Values = {"pack": pack.id, "attributes": list(pack.reposts)}
    items: dict[str, dict[str, str]] = {}
    for row in await rows(connection, "repost_values", asked):
        stated = items.setdefault(row["item_id"], {})
        if row["attribute"] is not None:
            kind = pack.attribute(row["attribute"]).type
            stated[row["attribute"]] = compared(row["value"], kind)
    groups = find_groups(items, implied(pack))
    named: Values = {
        "pack": pack.id,
        "ids": list(groups),
        "groups": list(groups.values()),
        "date": pack.fields.date,
        "grouper": VERSION,
    }
    await run(connection, "set_groups", named)


def implied(pack: Pack) -> dict[str, str]:
    """The attributes whose value implies that of another: the city of a state attribute."""
    return {a.id: str(a.extract["city"]["state"]) for a in pack.attributes if "city" in a.extract}


def compared(value: Any, kind: Kind) -> str:
    """The stored value as it is compared: of several the first, of a place its name.

    A year is a name, too: years that are near each other are not alike.
    """
    first = value[0] if isinstance(value, list) else value
    if isinstance(first, Mapping):
        return str(first["name"])
    if kind is Kind.YEAR:
        return f"in {first:.0f}"
    return value_key(first if isinstance(first, int | float) else str(first))
