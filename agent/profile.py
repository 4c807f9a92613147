"""The profile as clients see it: the contract's entries, made from wishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.model import Kind, Place, Range, Wish
from core.reply import ProfileEntry
from domains import Pack


def entries(wishes: Sequence[Wish], pack: Pack) -> tuple[ProfileEntry, ...]:
    """One entry a wish; the wishes of a many-valued attribute with one stance share an entry."""
    shown: list[ProfileEntry] = []
    lists: dict[tuple[str, str, bool], int] = {}
    for wish in wishes:
        entry = _entry(wish)
        if pack.attribute(wish.attribute).type is not Kind.CATEGORIES or wish.value is None:
            shown.append(entry)
            continue
        key = (wish.attribute, wish.stance, wish.must)
        if key in lists:
            held = shown[lists[key]]
            shown[lists[key]] = held.model_copy(update={"value": [*held.value, wish.value]})
        else:
            lists[key] = len(shown)
            shown.append(entry.model_copy(update={"value": [wish.value]}))
    return tuple(shown)


def _entry(wish: Wish) -> ProfileEntry:
    return ProfileEntry(
        attribute=wish.attribute,
        stance=wish.stance,
        value=_json(wish.value),
        must=wish.must,
        source=wish.source,
        turn=wish.turn,
    )


def _json(value: Any) -> Any:
    return value.model_dump() if isinstance(value, Range | Place) else value
