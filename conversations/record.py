"""What is kept of a turn: enough to explain, evaluate and replay it."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from core.model import Frozen, Heard, Wish
from core.reply import Reply, Usage


class Shown(Frozen):
    """One item of the five, as it was shown; ``match`` is its probability then (0..1)."""

    item_id: str
    match: float


class TurnRecord(Frozen):
    """The outcome of one turn.

    ``why`` holds the expected gain in P(match in five) of each question that was weighed, by
    attribute, ``costs`` the seconds of the person's time that each would take. ``belief`` is a
    summary (entropy, best items …), ``verdicts`` those of the guards. ``versions`` name the pack's
    and the catalogue's version, embedding set, prompt hashes and model. ``timings_ms`` are
    milliseconds by step. ``calls`` are those of language models. ``degraded`` names what was not
    available (empty: everything was).
    """

    reply: Reply
    heard: Heard | None = None
    profile_before: tuple[Wish, ...] = ()
    profile_after: tuple[Wish, ...] = ()
    act: str = ""
    why: dict[str, float] = Field(default_factory=dict)
    costs: dict[str, float] = Field(default_factory=dict)
    belief: dict[str, Any] = Field(default_factory=dict)
    five: tuple[Shown, ...] = ()
    verdicts: tuple[dict[str, Any], ...] = ()
    versions: dict[str, Any] = Field(default_factory=dict)
    usage: Usage = Field(default_factory=Usage)
    calls: tuple[dict[str, Any], ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)
    degraded: tuple[str, ...] = ()
