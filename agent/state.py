"""State: what survives a restart. What is rebuilt for each run lives in :mod:`agent.context`."""

from __future__ import annotations

from typing import Annotated, TypedDict

from langgraph.channels import UntrackedValue

from agent.belief import Belief
from agent.decision import Decision
from core.model import Frozen, Heard, Item, Wish
from core.reply import Question, Recommendation, Reply, Said
from guards.outgoing import Verdict


class Spoken(Frozen):
    """Words worth comparing with the catalogue, and the question they answered."""

    attribute: str
    text: str
    turn: int


class State(TypedDict, total=False):
    """One conversation between turns; each run adds one turn.

    ``pending`` is the question that waits for an answer, ``shown`` and ``titles`` the last five,
    ``rejected`` the items that were shown and not wanted, ``refused`` the must-haves that the
    person will not give up, ``disputed`` the older half of a contradiction, ``settled`` the
    attributes whose contradiction was raised before, ``past`` the profiles to go back to.
    """

    turn: int
    said: Said
    flags: tuple[str, ...]
    heard: Heard
    wishes: tuple[Wish, ...]
    before: tuple[Wish, ...]
    spoken: tuple[Spoken, ...]
    asked: tuple[str, ...]
    pending: Question | None
    shown: tuple[str, ...]
    titles: tuple[str, ...]
    rejected: tuple[str, ...]
    refused: tuple[str, ...]
    disputed: Wish | None
    settled: tuple[str, ...]
    finished: bool
    past: tuple[tuple[Wish, ...], ...]
    reply: Reply
    belief: Annotated[Belief, UntrackedValue]
    decision: Annotated[Decision, UntrackedValue]
    drafts: Annotated[tuple[Recommendation, ...], UntrackedValue]
    items: Annotated[dict[str, Item], UntrackedValue]
    verdicts: Annotated[tuple[Verdict, ...], UntrackedValue]
