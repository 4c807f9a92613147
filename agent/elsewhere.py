"""Items of the catalogue that a message names and that are not shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.context import Context
from agent.evidence import stems
from agent.inquiry import of_one
from agent.listening.naming import terms
from agent.listening.references import Screen, traits
from catalogue.lexical import word_scores
from core.model import Item
from readers.tables import word_set
from readers.text import fold

MOST_READ = 40
"""Items that are looked at for a name that is not shown."""

MOST_FOUND = 2
"""Items of the catalogue that are told of where something is asked for that is not shown."""

MOST_NAMED = 3
"""Items that a word is a name for; one that more have names a kind of thing, or a place."""


async def called(term: str, shown: Sequence[str], context: Context) -> list[Item]:
    """The items of the catalogue, but those shown, whose name and values have all words of a term,
    the closest by words first.
    """
    wanted = stems(fold(term)) - stems(" ".join(word_set("framing", "around")))
    items = [item for item in await _read(term, context) if item.id not in shown]
    held = [item for item in items if wanted and wanted <= traits(item, context.pack).named]
    return held[:MOST_FOUND]


async def _read(term: str, context: Context) -> list[Item]:
    """The items that have most of the words of a term."""
    snapshot = context.desk.snapshot
    async with context.desk.lend() as connection:
        scores = await word_scores(connection, snapshot, term)
    rows = np.argsort(-scores, kind="stable")[:MOST_READ]
    return await context.desk.items([snapshot.ids[row] for row in rows if scores[row] > 0])


async def known(
    text: str, screen: Screen, shown: Sequence[str], focus: Sequence[str], context: Context
) -> tuple[str, ...]:
    """The words of a question that are names of few items of the catalogue, none of them shown;
    else the title of the one that "it" stands for, where that is not shown.
    """
    found = []
    for term in terms(text, [one.called | one.text for one in screen.traits]):
        items = [item for item in await _read(term, context) if _named(item, term, context)]
        if 0 < len(items) <= MOST_NAMED and any(item.id not in shown for item in items):
            found.append(term)
    beside = [id for id in focus if id not in shown]
    if found or not (beside and of_one(text)):
        return tuple(found)
    return tuple(item.title for item in await context.desk.items(beside))


def _named(item: Item, term: str, context: Context) -> bool:
    own = traits(item, context.pack)
    return stems(term.split()[-1]) <= own.called and stems(term) <= own.named
