"""An utterance about the five: what was heard, with what should be different from them."""

from __future__ import annotations

from agent.listening.acts import positions
from agent.listening.critique import critiques
from agent.listening.ears import Ears
from agent.listening.turn import Turn
from core.model import Heard, Kind, Place


def criticised(heard: Heard, ears: Ears, turn: Turn) -> Heard:
    """What was heard, with the critiques in it; unchanged where nothing is shown.

    A comparative of the attribute that was asked for is its answer, not a critique.
    """
    if not turn.shown:
        return heard
    asked = turn.asked.id if turn.asked else None
    found = [c for c in ears.comparing.find(turn.text) if c.attribute != asked]
    if not found:
        return heard
    if any(isinstance(r.value, Place) for r in heard.readings):
        # "Closer to Boston" says itself what is nearer.
        found = [c for c in found if ears.pack.attribute(c.attribute).type is not Kind.PLACE]
    made = critiques(found, turn.text, turn.shown)
    about = heard.about or tuple(dict.fromkeys(c.position for c in made if c.position))
    if "like" in heard.acts and not about:
        about = positions(turn.text, turn.shown)
    acts = ("like", *(a for a in heard.acts if a not in ("answer", "like", "more", "empty", "no")))
    return heard.model_copy(update={"acts": acts, "critiques": made, "about": about, "sure": True})
