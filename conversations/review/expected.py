"""What should have been read of an utterance, as a reviewer writes it."""

from __future__ import annotations

import math
from typing import Any

from core.errors import InvalidMessage
from core.model import Kind, Range
from domains import Pack

YES_NO = {"yes": True, "no": False}
STANCES = ("want", "avoid", "any")
LONGEST_VALUE = 200
"""Characters of a value."""

NO_RANGE = "value: a figure, or a range such as 100000..200000."


def reading_of(pack: Pack, attribute: str, stance: str, words: str) -> dict[str, Any]:
    """The expected reading: ``{"attribute", "stance", "value"}``.

    ``words``: a range as ``100000..200000`` (an end may be left out), a figure, yes or no, else the
    value or the place by name. Of "any" there is no value.

    Raises:
        InvalidMessage: the pack has no such attribute, or the value is none of it.
    """
    kinds = {one.id: one.type for one in pack.attributes}
    if attribute not in kinds:
        raise InvalidMessage(f"attribute: one of {', '.join(kinds)}.")
    if stance not in STANCES:
        raise InvalidMessage(f"stance: one of {', '.join(STANCES)}.")
    value = None if stance == "any" else _value(kinds[attribute], " ".join(words.split()))
    return {"attribute": attribute, "stance": stance, "value": value}


def _value(kind: Kind, words: str) -> str | bool | dict[str, float | None]:
    if not words:
        raise InvalidMessage("value: what should have been read.")
    if kind is Kind.FLAG:
        if words.lower() not in YES_NO:
            raise InvalidMessage("value: yes or no.")
        return YES_NO[words.lower()]
    if len(words) > LONGEST_VALUE:
        raise InvalidMessage(f"value: at most {LONGEST_VALUE} characters.")
    return _range(words).model_dump() if kind.numeric else words


def _range(words: str) -> Range:
    low, dots, high = words.replace(",", "").replace("$", "").partition("..")
    try:
        ends = [float(end) if end.strip() else None for end in (low, high if dots else low)]
        found = Range(min=ends[0], max=ends[1])
    except ValueError as error:
        raise InvalidMessage(NO_RANGE) from error
    stated = [end for end in ends if end is not None]
    if not stated or not all(map(math.isfinite, stated)):
        raise InvalidMessage(NO_RANGE)
    return found
