"""Predicted seconds of the person's time: keystroke-level operators for older adults.

Card, Moran & Newell (1980) for the method; reading and typing at the slow end of published ranges.
The clock starts when the greeting is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent.pricing import (
    CLICK_SECONDS,
    READ_SECONDS_PER_WORD,
    THINK_SECONDS,
    TYPE_SECONDS_PER_CHARACTER,
)
from core.reply import Reply, Said

SYSTEM_SECONDS = 0.5


@dataclass
class Clock:
    """Seconds so far."""

    seconds: float = 0.0

    def read(self, reply: Reply) -> None:
        """The person reads a reply with its quick replies."""
        choices = reply.question.choices if reply.question else ()
        shown = " ".join([reply.text, *(choice.label for choice in choices)])
        self.seconds += READ_SECONDS_PER_WORD * len(shown.split()) + THINK_SECONDS + SYSTEM_SECONDS

    def say(self, said: Said) -> None:
        """The person types or clicks."""
        if said.text is None:
            self.seconds += CLICK_SECONDS
        else:
            self.seconds += TYPE_SECONDS_PER_CHARACTER * len(said.text)
