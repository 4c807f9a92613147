"""The answer to an offer to relax a wish, or to a contradiction: a plain yes or no."""

from __future__ import annotations

from agent.listening.turn import Turn
from core.model import Heard


def decision(turn: Turn) -> Heard | None:
    """What was decided; None when the utterance says something else.

    An indifferent "doesn't matter" allows the relaxation; "that one is a must" forbids it.
    """
    parts = turn.parts
    if parts.polarity is None and parts.must:
        return Heard(acts=("no",))
    relaxing = turn.pending is not None and turn.pending.purpose == "relax"
    silent = next((s for _, s in parts.silences), None)
    if parts.polarity is None and silent and relaxing and not parts.content:
        return Heard(acts=("yes" if silent == "any" else "unsure",))
    if parts.polarity is None or (not relaxing and len(parts.content) > 2):
        return None
    return Heard(acts=("yes" if parts.polarity else "no",))
