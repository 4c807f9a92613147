"""Faults of the language model."""

from __future__ import annotations

from random import Random

from evaluation.faults.stage import Stage
from evaluation.faults.trial import Outcome, Trial, closed, opened

MISBEHAVIOUR = ("429", "5xx", "timeout", "cut stream", "bad JSON")
OPENING = "I want something I can hand down to the kids"
"""It is followed by a question with choices, which the unclear words do not answer."""

COLOURS = ("blue", "grey", "golden", "rusty", "pale", "green")
THINGS = ("sea", "moor", "harbour", "meadow", "old road", "hillside")
WORDINGS = 4
"""Messages at most until one is unclear enough."""

HOURS = ("at dusk", "in March", "after rain", "at dawn", "in the snow")


def misled(how: str) -> Trial:
    """Words that only a model may understand, while it answers in this way, and once it is well.

    It must really have been asked both times, or the trial says nothing.
    """

    def trial(stage: Stage, rng: Random) -> Outcome:
        stage.model.badly(how)
        try:
            ended, badly = _asking(stage, rng)
        finally:
            stage.model.well()
        recovered, well = _asking(stage, rng)
        idle = () if badly and well else (f"the model was asked {badly} times, then {well}",)
        amiss = (*ended.amiss, *recovered.amiss, *idle)
        return ended.model_copy(update={"amiss": amiss, "recovery": recovered.slowest})

    return trial


def _asking(stage: Stage, rng: Random) -> tuple[Outcome, int]:
    """A talk with an unclear answer, and how often the model was asked."""
    before = stage.model.asked
    person = opened(stage, rng, OPENING)
    said = [person.say(text=_unclear(rng))]
    while stage.model.asked == before and len(said) < WORDINGS:
        said.append(person.say(text=_unclear(rng)))
    return closed(person, *said), stage.model.asked - before


def _unclear(rng: Random) -> str:
    """A message that local reading is not sure of, never the same: equal calls are remembered."""
    colour, thing, hour = rng.choice(COLOURS), rng.choice(THINGS), rng.choice(HOURS)
    name = "".join(rng.choices("aeilmnorst", k=9)).title()
    return f"{colour} like the {thing} {hour}, as {name} would say"
