"""Faults of the language model."""

from __future__ import annotations

from random import Random

from evaluation.faults.stage import Stage
from evaluation.faults.trial import Outcome, Trial, closed, opened

MISBEHAVIOUR = ("429", "5xx", "timeout", "cut stream", "bad JSON")
COLOURS = ("blue", "grey", "golden", "rusty", "pale", "green")
THINGS = ("sea", "moor", "harbour", "meadow", "old road", "hillside")
HOURS = ("at dusk", "in March", "after rain", "at dawn", "in the snow")


def misled(how: str) -> Trial:
    """Words that only a model may understand, while it answers in this way and once it is well.

    It must really have been asked both times, or the trial says nothing.
    """

    def trial(stage: Stage, rng: Random) -> Outcome:
        person = opened(stage, rng)
        before = stage.model.asked
        stage.model.badly(how)
        try:
            during = person.say(text=_unclear(rng))
            badly = stage.model.asked
        finally:
            stage.model.well()
        after = person.say(text=_unclear(rng))
        well = stage.model.asked
        ended = closed(person, during, after)
        if before < badly < well:
            return ended
        idle = f"the model was asked {badly - before} times, then {well - badly}"
        return ended.model_copy(update={"amiss": (*ended.amiss, idle)})

    return trial


def _unclear(rng: Random) -> str:
    """A message that local reading is not sure of, hardly ever the same."""
    colour, thing, hour = rng.choice(COLOURS), rng.choice(THINGS), rng.choice(HOURS)
    return f"{colour} like the {thing} {hour}, if you follow me"
