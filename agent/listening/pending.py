"""The question that an utterance may be the answer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.reply import Choice


@dataclass(frozen=True)
class Pending:
    """The question that was asked last: its attribute, why it was put, and its quick replies.

    ``purpose`` "ask" wants a value, "relax" a yes or no to giving up that attribute's wish,
    "confirm"
    settles a contradiction. The first question of a conversation has the attribute ``"opening"``.
    """

    attribute: str
    purpose: Literal["ask", "relax", "confirm"] = "ask"
    choices: tuple[Choice, ...] = ()
