"""All values of an attribute that may be chosen, found by their first letters. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.listening.click import choice_id
from agent.listening.pending import Pending
from catalogue.column import CategoryColumn, Column, PlaceColumn, TagsColumn
from catalogue.holding import Bools, count_holding
from core.model import Place
from core.reply import Choice
from domains import Attribute

MOST = 8
"""Values that are found at once."""

TELLING = 3
"""Letters after which names are looked through that are not shown."""


def values_of(column: Column | None) -> Sequence[str | Place]:
    """What a column lists, the most frequent first; nothing for figures, flags and words."""
    return column.values if isinstance(column, CategoryColumn | TagsColumn | PlaceColumn) else ()


def found(
    attribute: Attribute, column: Column | None, typed: str, fitting: Bools
) -> tuple[Choice, ...]:
    """The values of which a word begins as typed, each with how many fitting items have it.

    Those whose own first word does come first; of values alike, the one that fits more items; last
    those that none fits.
    ``fitting`` bool[n].
    """
    if column is None:
        return ()
    wanted = plain(typed)
    near = [
        (rank, value)
        for value in values_of(column)
        if (rank := _rank(wanted, names(value, attribute))) is not None
    ]
    counted = [
        (rank, -count_holding(column, value, fitting), _choice(value, attribute))
        for rank, value in near
    ]
    best = sorted(counted, key=lambda one: (one[1] == 0, *one[:2]))[:MOST]
    return tuple(choice.model_copy(update={"count": -minus}) for _, minus, choice in best)


def names(value: str | Place, attribute: Attribute) -> list[str]:
    """What people read and call a value, the label first."""
    if isinstance(value, Place):
        return [value.name]
    known = next((c for c in attribute.choices if c.value == value), None)
    called = known.words if known else attribute.synonyms.get(value, ())
    return [known.shown if known else value, *called]


def widened(
    pending: Pending, chosen: Sequence[str], attribute: Attribute, column: Column
) -> Pending:
    """The question, with those of the chosen values among its choices that its column lists."""
    if pending.purpose != "ask":
        return pending
    offered = {choice.id for choice in pending.choices}
    if offered.issuperset(chosen):
        return pending
    listed = (_choice(value, attribute) for value in values_of(column))
    further = tuple(c for c in listed if c.id in chosen and c.id not in offered)
    return Pending(pending.attribute, pending.purpose, (*pending.choices, *further))


def plain(text: str) -> str:
    """Text as it is compared: lower case, one blank between words."""
    return " ".join(text.casefold().split())


def _rank(wanted: str, called: Sequence[str]) -> int | None:
    """0 where the label begins as typed, 1 where a later word of it does, 2 for another name.

    Other names count once enough is typed to see what they have to do with it.
    """
    label, *others = (plain(name) for name in called)
    if label.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in _tails(label)):
        return 1
    told = len(wanted) >= TELLING
    return 2 if told and any(_begins(name, wanted) for name in others) else None


def _begins(name: str, wanted: str) -> bool:
    return name.startswith(wanted) or any(tail.startswith(wanted) for tail in _tails(name))


def _tails(text: str) -> Iterator[str]:
    words = text.split(" ")
    return (" ".join(words[n:]) for n in range(1, len(words)))


def _choice(value: str | Place, attribute: Attribute) -> Choice:
    return Choice(id=choice_id(attribute.id, value), label=names(value, attribute)[0])
