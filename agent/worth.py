"""What asking an attribute brings and costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.asking import ALWAYS
from agent.belief import Belief
from agent.buttons import Button, buttons
from agent.emission import clicked, typed
from agent.gain import answered, described
from agent.parameters import Parameters
from agent.pricing import seconds
from catalogue.column import Column
from core.model import Kind
from domains import Attribute

FEWEST = 2
"""Quick replies between which a question leaves a choice, where it has any."""

WRITES = 0.1
"""Chance that somebody who clicks takes to writing when asked for a description."""


@dataclass(frozen=True)
class Worth:
    """What asking an attribute brings: the gain in P(match in five), the seconds it costs, and what
    one more question costs besides, in seconds (``burden``).
    """

    attribute: str
    gain: float
    seconds: float
    burden: float = 0.0

    @property
    def rate(self) -> float:
        """Gain per second of the person's time."""
        return self.gain / (self.seconds + self.burden)


def worth(
    attribute: Attribute, column: Column | None, belief: Belief, types: bool, p: Parameters
) -> Worth:
    """The worth of one question to somebody who ``types``, or else clicks."""
    shown = buttons(attribute, column, belief.candidates, belief.fitting)
    gain = _gain(attribute, column, shown, belief, types, p) * attribute.answerable
    labels = [*(button.label for button in shown), *(choice.label for choice in ALWAYS)]
    return Worth(attribute.id, gain, seconds(attribute, labels, types), p.question_burden)


def _gain(
    attribute: Attribute,
    column: Column | None,
    shown: Sequence[Button],
    belief: Belief,
    types: bool,
    p: Parameters,
) -> float:
    candidates = belief.candidates
    strength = p.answer_strength * attribute.telling
    if column is None or attribute.type is Kind.TEXT:
        return described(candidates, strength) * (1 if types else WRITES)
    if len(shown) < FEWEST and (shown or attribute.type.listed):
        return 0.0
    if types and attribute.open_ended:
        return described(candidates, strength)
    if types:
        by_value = answered(typed(column, attribute.type, candidates, p), candidates)
        return max(by_value, described(candidates, strength)) if strength else by_value
    return answered(clicked(shown, candidates, p), candidates) if shown else 0.0
