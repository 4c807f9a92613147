"""One utterance with all that it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.listening.dissect import Dissection
from agent.listening.exclusion import Exclusion
from agent.listening.pending import Pending
from core.model import Wish
from domains import Attribute


@dataclass(frozen=True)
class Turn:
    """What was said, the question before it, the profile so far, and the titles on the screen.

    ``asked`` is the attribute of the pending question, None for an opening. ``refused`` are the
    exclusions in the text, ``parts`` the rest of it taken apart.
    """

    text: str
    pending: Pending | None
    asked: Attribute | None
    wishes: Sequence[Wish]
    shown: Sequence[str]
    refused: tuple[Exclusion, ...]
    parts: Dissection
