"""State: what survives a restart. What is rebuilt for each run lives in :mod:`agent.context`."""

from __future__ import annotations

from typing import Annotated, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.channels import UntrackedValue

from agent.belief import Belief
from agent.decision import Decision
from agent.kinds import Found
from conversations.record import TurnRecord
from core.model import Frozen, Heard, Item, Wish
from core.reply import Question, Recommendation, Reply, Said
from guards.needs import Need
from guards.outgoing import Verdict

MOST_MESSAGES = 6
"""Messages that are kept for whoever reads the next one."""


class Spoken(Frozen):
    """Words worth comparing with the catalogue, and the question they answered; ``own`` are those
    that the person said, others are an item's that more should be like.
    """

    attribute: str
    text: str
    turn: int
    own: bool = True


class Past(Frozen):
    """What a step back brings again: everything that hearing a message may change."""

    wishes: tuple[Wish, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    asked: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def recent(before: list[AnyMessage], new: list[AnyMessage]) -> list[AnyMessage]:
    """The last messages of a conversation."""
    return [*before, *new][-MOST_MESSAGES:]


class State(TypedDict, total=False):
    """One conversation between turns; each run adds one turn.

    ``pending`` is the question that waits for an answer; ``shown``, ``titles`` and ``gists`` are
    the last five by id, by title, and by title with summary, ``seen`` the ids of all that were
    shown since the start, ``focus`` those of the five that were spoken of last; ``rejected`` the
    items that were shown and not wanted, ``refused`` the must-haves that the person will not give
    up, ``disputed``
    the older half of a contradiction, ``settled`` the attributes whose contradiction was raised
    before, ``past`` what to go back to, ``calls`` how often a language model was asked, ``need``
    what the last message was answered as, ``messages`` the last ones of both sides, as they were
    screened and said. What is untracked lives for one run only, and is not
    stored: ``flags`` are what screening noticed, ``kind`` what was
    found of the kind that was described, ``record`` what is kept of the turn.
    """

    wishes: tuple[Wish, ...]
    spoken: tuple[Spoken, ...]
    asked: tuple[str, ...]
    pending: Question | None
    shown: tuple[str, ...]
    seen: tuple[str, ...]
    titles: tuple[str, ...]
    gists: tuple[str, ...]
    focus: tuple[str, ...]
    rejected: tuple[str, ...]
    refused: tuple[str, ...]
    disputed: Wish | None
    settled: tuple[str, ...]
    finished: bool
    past: tuple[Past, ...]
    calls: int
    messages: Annotated[list[AnyMessage], recent]
    reply: Reply
    turn: Annotated[int, UntrackedValue]
    said: Annotated[Said, UntrackedValue]
    flags: Annotated[tuple[str, ...], UntrackedValue]
    need: Need | None
    heard: Annotated[Heard, UntrackedValue]
    before: Annotated[tuple[Wish, ...], UntrackedValue]
    belief: Annotated[Belief, UntrackedValue]
    decision: Annotated[Decision, UntrackedValue]
    drafts: Annotated[tuple[Recommendation, ...], UntrackedValue]
    items: Annotated[dict[str, Item], UntrackedValue]
    kind: Annotated[Found | None, UntrackedValue]
    verdicts: Annotated[tuple[Verdict, ...], UntrackedValue]
    record: Annotated[TurnRecord, UntrackedValue]
