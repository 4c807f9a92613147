"""What is ruled out, as readings: a value, a place, a flag, or else the words themselves."""

from __future__ import annotations

import re

from agent.listening.ears import Ears
from agent.listening.exclusion import Exclusion
from core.model import Kind, Reading
from domains import Attribute
from readers.text import words

_IN = re.compile(r"\b(?:in|near|around|from|at|to|down by|by|within)\b", re.I)
_NUMERIC = re.compile(
    r"\d|\b(?:hundred|thousand|million|dozen|half|twenty|thirty|forty|fifty|ten)\b", re.I
)


def heeded(exclusion: Exclusion, asked: Attribute | None, answering: bool) -> bool:
    """Whether an exclusion stands by itself, or is just the way in which the question was answered.

    "No, not hiring" answers a yes-or-no question; "not quite thirty" answers one about a figure.
    """
    if exclusion.joined:
        return True
    if asked is None:
        return exclusion.whole or not answering
    if asked.type is Kind.FLAG or asked.type.numeric:
        return False
    if asked.type is Kind.TEXT:
        return exclusion.whole
    return True


def refuse(ears: Ears, exclusion: Exclusion, asked: Attribute | None) -> tuple[Reading, ...]:
    """The readings of one exclusion."""
    readings = [_named(ears, part, asked) for part in exclusion.parts]
    found = [r for r in readings if r is not None]
    if len(found) == len(exclusion.parts):
        return tuple(found)
    text = ears.text_attribute
    if text is None or _NUMERIC.fullmatch(exclusion.what.strip()):
        return tuple(found)
    return (*found, Reading(attribute=text.id, stance="avoid", value=exclusion.what))


def _named(ears: Ears, part: str, asked: Attribute | None) -> Reading | None:
    return _category(ears, part, asked) or _flag(ears, part) or _place(ears, part)


def _category(ears: Ears, part: str, asked: Attribute | None) -> Reading | None:
    """The value whose own name the part is; a synonym may be narrower and is left to the words."""
    order = sorted(ears.meanings, key=lambda id: asked is None or id != asked.id)
    for id in order:
        value = ears.meanings[id].exactly(part)
        if value is not None:
            return Reading(attribute=id, stance="avoid", value=value)
    return None


def _flag(ears: Ears, part: str) -> Reading | None:
    for id, reader in ears.flags.items():
        found = reader.mention(part, least=0.85)
        if found and found.span[1] - found.span[0] >= len(part) - 1:
            return Reading(attribute=id, value=not found.value, must=True)
    return None


def _place(ears: Ears, part: str) -> Reading | None:
    for id, reader in ears.places.items():
        found = reader.answer(part)
        if found is None or found.confidence < 0.5:
            continue
        rest = _IN.sub("", part[: found.span[0]] + part[found.span[1] :])
        if len(words(rest)) <= 1:
            return Reading(
                attribute=id, stance="avoid", value=found.value, confidence=found.confidence
            )
    return None
