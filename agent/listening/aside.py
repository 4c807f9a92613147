"""What was asked, in an utterance that speaks of something else: a guess at it does not count."""

from __future__ import annotations

from collections.abc import Sequence

from agent.listening.flags import EXACTLY
from agent.listening.overlap import leftover
from agent.listening.turn import Turn
from core.model import Kind, Reading

ASIDE = 3
"""So many words besides what was read of other attributes answer a question by name alone."""


def guesses_nothing(
    turn: Turn,
    body: str,
    main: tuple[Reading, ...],
    others: Sequence[Reading],
    spans: Sequence[tuple[int, int] | None],
) -> tuple[Reading, ...]:
    """The readings of what was asked, without those that rest on no word of the utterance when
    it speaks of other attributes (``others``, read at ``spans``) and hardly of anything else, or
    changes what was said of them before.
    """
    if not any(spans) or (turn.asked is not None and turn.asked.type is Kind.TEXT):
        return main
    changes = any(_changes(turn, reading) for reading in others)
    few = len(leftover(body, spans).split()) <= ASIDE
    return () if (few or changes) and all(_guessed(r, changes) for r in main) else main


def _changes(turn: Turn, reading: Reading) -> bool:
    """Whether a reading gives another value to what was said before."""
    held = [w.value for w in turn.wishes if w.attribute == reading.attribute and w.value]
    return bool(held) and reading.value not in held


def _guessed(reading: Reading, changes: bool) -> bool:
    """Whether a reading rests on the sense of the words, or on a mere yes or no, not on words."""
    if isinstance(reading.value, bool):
        return changes and reading.confidence < EXACTLY
    return isinstance(reading.value, str) and reading.span is None
