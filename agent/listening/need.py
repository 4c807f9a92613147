"""Which of the values in an utterance are needed, and which would merely be nice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.listening.must import stressed
from agent.listening.phrase import Phrase, phrases
from core.model import Place, Reading

_ONLY = re.compile(
    r"(?<!not )\bonly\s+(?:(?:in|near|around|within|from|at|interested in|looking in|for)\s+)?"
    r"(?:the\s+)?$",
    re.I,
)
_ONLY_AFTER = re.compile(r"\s*(?:only\b|and nowhere else\b|or nothing\b)", re.I)


def needed(
    readings: Sequence[Reading], body: str, marks: Sequence[tuple[int, bool]] = ()
) -> tuple[Reading, ...]:
    """The readings with what their clause says of need; those that already say so stay.

    Args:
        readings: with spans in ``body``.
        body: the words they were read in.
        marks: remarks such as "that is a must": the length of the body before each, and what it
            says. It is about the reading nearest before it.
    """
    pieces = phrases(body)
    said: dict[str, bool] = {}
    for reading in readings:
        must = _stress(reading, readings, body, pieces)
        if must is not None:
            said[reading.attribute] = must
    for end, must in marks:
        before = [r for r in readings if r.span is not None and r.span[0] < end]
        if before:
            said[max(before, key=_start).attribute] = must
    return tuple(_marked(r, said) for r in readings)


def _marked(reading: Reading, said: dict[str, bool]) -> Reading:
    must = said.get(reading.attribute)
    settled = must is None or reading.must is not None or reading.stance != "want"
    return reading if settled else reading.model_copy(update={"must": must})


def _start(reading: Reading) -> int:
    return reading.span[0] if reading.span else -1


def _stress(
    reading: Reading, readings: Sequence[Reading], body: str, pieces: Sequence[Phrase]
) -> bool | None:
    """What the piece around a reading says: the cue before it, or, of the last one, after it."""
    if reading.span is None:
        return None
    start, end = reading.span
    piece = next((p for p in pieces if p.span[0] <= start < p.span[1]), None)
    if piece is None:
        return None
    if isinstance(reading.value, Place | str) and limited(body, start, end):
        return True
    left, right = piece.span
    cues = [(left + a, left + b, must) for a, b, must in stressed(body[left:right])]
    before = [must for _, b, must in cues if b <= start]
    last = not any(start < _start(r) < right for r in readings)
    after = [must for a, _, must in cues if a >= min(end, right)] if last else []
    return after[0] if after else before[-1] if before else None


def limited(body: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is said to be all that will do: "only in Ohio"."""
    return bool(_ONLY.search(body[:start]) or _ONLY_AFTER.match(body[end:]))
