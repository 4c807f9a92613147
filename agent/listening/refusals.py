"""The exclusions of an utterance, as readings, held against the profile."""

from __future__ import annotations

from collections.abc import Sequence

from agent.listening.ears import Ears
from agent.listening.exclusion import Exclusion
from agent.listening.refusal import refuse, taken_back
from agent.listening.turn import Turn
from core.model import Reading


def refusals(ears: Ears, turn: Turn, exclusions: Sequence[Exclusion]) -> tuple[Reading, ...]:
    """What is ruled out, and the wishes that are taken back by ruling them out."""
    return tuple(
        reading
        for e in exclusions
        for reading in taken_back(ears, e, refuse(ears, e, turn.asked), turn.wishes)
    )
