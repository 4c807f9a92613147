"""One incoming message, checked before anything is stored of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.errors import InvalidMessage, MessageTooLong
from core.reply import Said
from guards.incoming import LONGEST, discreet_values, screen

MOST_CHOICES = 50
MOST_EDITS = 50
MOST_LEVELS = 10
"""Of lists and objects in edits of the profile: a value in its range in its edit takes four."""


def said_of(
    text: str | None,
    choices: Sequence[str] | None,
    profile: Sequence[Mapping[str, Any]] | None,
) -> Said:
    """The message as one value, which may be kept: without contact, account and health facts.

    Raises:
        InvalidMessage: not exactly one of the three, too many, or not valid Unicode.
        MessageTooLong: more text than can be read.
    """
    if sum(given is not None for given in (text, choices, profile)) != 1:
        raise InvalidMessage("Exactly one of text, choices and profile is needed.")
    kept = None if text is None else screen(text).text
    if len(choices or ()) > MOST_CHOICES or len(profile or ()) > MOST_EDITS:
        raise InvalidMessage(f"At most {MOST_CHOICES} choices or edits can be taken at once.")
    if _levels(profile) > MOST_LEVELS:
        raise InvalidMessage("profile: an edit is nested too deeply.")
    words = [word for given in (choices, profile) for word in strings(given)]
    if sum(map(len, words)) > LONGEST:
        raise MessageTooLong(f"At most {LONGEST:,} characters can be read.")
    for word in words:
        if word.strip():
            screen(word)
    return Said(
        text=kept,
        choices=None if choices is None else tuple(choices),
        profile=None if profile is None else tuple(map(discreet_values, map(dict, profile))),
    )


def _levels(value: Any) -> int:
    """How many lists and objects stand in each other, as far as that is too many."""
    inside, levels = [value], 0
    while inside and levels <= MOST_LEVELS:
        found = (v for v in inside if isinstance(v, Mapping | list | tuple))
        inside = [i for v in found for i in (v.values() if isinstance(v, Mapping) else v)]
        levels += 1
    return levels


def strings(value: Any) -> Iterator[str]:
    """Every string within a value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from strings(inner)
