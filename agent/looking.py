"""Looking things up beside the conversation: values to choose from, items side by side."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import numpy as np

from agent.belief import believe
from agent.hearing import musts
from agent.packs import Served
from agent.parameters import Parameters
from agent.values import found
from agent.wording import say_item
from catalogue.search import available, read_items
from core.database import Connection, Lend
from core.errors import InvalidMessage
from core.model import Item, Kind, Wish
from core.reply import Choice, Comparison, Line
from domains import Attribute
from tools.desk import Desk
from tools.search import may_show

LONGEST_TEXT = 1200
"""Characters of an item's text that are shown beside its attributes."""


async def find_choices(
    lend: Lend,
    served: Served,
    wishes: Sequence[Wish],
    attribute: str,
    typed: str,
    p: Parameters,
) -> tuple[Choice, ...]:
    """The values of an attribute that begin as typed, counted under the other wishes.

    Raises:
        InvalidMessage: the pack has no such attribute.
    """
    snapshot, named = served.snapshot, _named(served, attribute)
    others = [wish for wish in wishes if wish.attribute != attribute]
    desk = Desk(lend, served.pack, snapshot, served.encoder)
    allowed = await may_show(desk, musts(others, served.pack))
    silent = np.zeros(len(snapshot.ids), np.float32)
    belief = believe(served.pack, snapshot, others, silent, allowed, (), p)
    return found(named, snapshot.columns.get(attribute), typed, belief.fitting)


async def shown_now(connection: Connection, served: Served, item_id: str | None) -> Item | None:
    """An item that may be shown now; None for any other, and for none."""
    if item_id is None or not item_id.isprintable():
        return None
    if item_id not in await available(connection, served.pack.id, [item_id]):
        return None
    found = await read_items(connection, served.pack.id, [item_id])
    return next(iter(found), None)


async def compare_items(
    connection: Connection, served: Served, item_ids: Sequence[str]
) -> Comparison:
    """Items side by side, in this order; those that the store does not know are left out."""
    ids = [id for id in item_ids if id.isprintable()]
    items = await read_items(connection, served.pack.id, ids)
    told = (attribute for attribute in served.pack.attributes if attribute.type is not Kind.TEXT)
    lines = [_line(attribute, items, served) for attribute in told]
    return Comparison(
        item_ids=tuple(item.id for item in items),
        titles=tuple(item.title for item in items),
        texts=tuple(_text(item, served) for item in items),
        lines=tuple(line for line in lines if any(line.values)),
    )


def _text(item: Item, served: Served) -> str:
    return served.guard.source_text(shorten(item.cleaned, LONGEST_TEXT, placeholder=" …"))


def _line(attribute: Attribute, items: Sequence[Item], served: Served) -> Line:
    values = tuple(
        served.guard.source_text(say_item(item, attribute, served.pack))
        if attribute.id in item.attributes
        else None
        for item in items
    )
    return Line(attribute=attribute.id, label=attribute.label, values=values)


def _named(served: Served, id: str) -> Attribute:
    for attribute in served.pack.attributes:
        if attribute.id == id:
            return attribute
    raise InvalidMessage(f"attribute: {id!r} is not one of this pack's.")
