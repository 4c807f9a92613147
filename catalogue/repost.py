"""Groups the stored items of a pack that are reposts of each other.

The store proposes the pairs that share enough rare values; :mod:`catalogue.group` weighs each. What
is in memory grows with the reposts, not with the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from hashlib import sha256
from typing import Any

from catalogue.group import (
    MOST_HOLDERS,
    VERSION,
    Groups,
    evidence,
    least_bits,
    rarity,
    value_key,
)
from catalogue.query import Values, figure, rows, run, sentence, streamed
from core.database import Connection
from core.model import Kind
from domains import Pack

PAGE = 2_000
"""Items whose values are compared at a time."""

Told = Mapping[str, tuple[str, int]]
"""By attribute, an item's value, and how many items hold it."""


def grouper_version(pack: Pack) -> str | None:
    """Names the rules by which a pack's reposts are told; None where it has none."""
    if not pack.reposts:
        return None
    about = json.dumps([pack.reposts, implied(pack)], sort_keys=True)
    return f"{VERSION} {sha256(about.encode()).hexdigest()[:12]}"


async def group_reposts(connection: Connection, pack: Pack) -> None:
    """Give every item of a group of reposts its group, if the pack says how to tell them.

    Of a group only the newest item stays available, by the date that the pack names. Call it inside
    a transaction.
    """
    if not pack.reposts:
        return
    await _compare(connection, pack)
    count = await figure(connection, "live_items", {"pack": pack.id})
    least, inside, groups = least_bits(count), implied(pack), Groups()
    asked: Values = {"most": MOST_HOLDERS, "items": count, "least": least}
    async for row in streamed(connection, "repost_pairs", asked):
        if _weighed(row["one_says"], row["other_says"], count, inside) >= least:
            groups.join(row["one"], row["other"])
    heads = groups.heads()
    named: Values = {
        "pack": pack.id,
        "ids": list(heads),
        "groups": list(heads.values()),
        "date": pack.fields.date,
        "grouper": grouper_version(pack),
    }
    await run(connection, "set_groups", named)


def _weighed(one: Told, other: Told, count: int, inside: Mapping[str, str]) -> float:
    """The evidence that two items are one, by what each states and how rare that is."""
    bits = {
        (attribute, value): rarity(count, holders)
        for says in (one, other)
        for attribute, (value, holders) in says.items()
    }
    return evidence(_values(one), _values(other), bits, inside)


def _values(says: Told) -> dict[str, str]:
    return {attribute: value for attribute, (value, _) in says.items()}


async def _compare(connection: Connection, pack: Pack) -> None:
    """Fill a temporary table with the values of all items as they are compared."""
    await run(connection, "staging_compared")
    async for page in _pages(connection, pack):
        async with connection.cursor() as cursor, cursor.copy(sentence("copy_compared")) as copy:
            for row in page:
                kind = pack.attribute(row["attribute"]).type
                await copy.write_row((row["key"], row["attribute"], compared(row["value"], kind)))
    await run(connection, "analyze_compared")


async def _pages(connection: Connection, pack: Pack) -> AsyncGenerator[list[Mapping[str, Any]]]:
    asked = {"pack": pack.id, "attributes": list(pack.reposts), "after": 0, "limit": PAGE}
    while True:
        ends = await figure(connection, "key_after", asked)
        if not ends:
            return
        yield list(await rows(connection, "repost_values", {**asked, "until": ends}))
        asked["after"] = ends


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
