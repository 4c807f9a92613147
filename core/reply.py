"""What the person gets back: the reply of the conversation API, version 1."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from core.model import Evidence, Frozen, Source, Stance


class Choice(Frozen):
    """A quick reply; ``count``: how many items it would leave, None where that makes no sense."""

    id: str
    label: str
    count: int | None = None


Stage = Literal["reading", "comparing", "asking", "choosing", "looking_up", "checking"]
"""What a turn consists of, for whoever waits for it."""


class Doing(Frozen):
    """What is being done for a turn now: ``text`` in English, ``count`` of how many items."""

    stage: Stage
    text: str
    count: int | None = None


class Question(Frozen):
    """A question with its quick replies; ``more``: how many further values could be chosen."""

    attribute: str
    purpose: Literal["ask", "relax", "confirm"] = "ask"
    choices: tuple[Choice, ...] = ()
    multiple: bool = False
    free_text: bool = True
    why: str = ""
    more: int = 0


class Fact(Frozen):
    """One line of a card's key facts, ready to read."""

    attribute: str
    label: str
    value: str


class Reason(Frozen):
    """Why an item matches; ``evidence`` is None when the fact is a field of the source."""

    text: str
    attribute: str | None = None
    evidence: Evidence | None = None


class Compromise(Frozen):
    """A wish that the item does not meet, said openly."""

    text: str
    attribute: str


class Recommendation(Frozen):
    """One of the five. ``match`` is the probability that this item is the one wanted."""

    item_id: str
    title: str
    url: str | None = None
    summary: str
    facts: tuple[Fact, ...] = ()
    match: float
    reasons: tuple[Reason, ...]
    compromises: tuple[Compromise, ...] = ()


class ProfileEntry(Frozen):
    """One line of the profile as clients see it; ``value`` by attribute type."""

    attribute: str
    stance: Stance
    value: Any = None
    must: bool = False
    source: Source = "said"
    turn: int = 0


class Progress(Frozen):
    """How far the interview is; ``match_probability`` is P(the match is in the best five now)."""

    asked: int = 0
    expected_total: int | None = None
    match_probability: float = 0.0


class Usage(Frozen):
    """What a turn cost; ``cost_usd`` is None where the price is unknown."""

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0


class Understood(Frozen):
    """What one stretch of the message changed, in the person's words."""

    text: str
    attribute: str


Maker = Literal["template", "model"]
"""Who worded a reply: the pack's own templates alone, or a language model some part of it."""


class Reply(Frozen):
    """One reply of the agent.

    ``critiques`` are things to say of the five that would change them ("Cheaper"), sent as text.
    ``understood`` is what the message changed, ``unread`` what in it states something and was not
    used; ``language`` (ISO 639-1) is that of ``text``.
    Whoever worded it, no person did: ``generated_by_ai`` says so to programs.
    """

    kind: Literal["question", "recommendations", "notice"]
    text: str
    question: Question | None = None
    recommendations: tuple[Recommendation, ...] | None = None
    critiques: tuple[str, ...] = ()
    profile: tuple[ProfileEntry, ...] = ()
    progress: Progress = Field(default_factory=Progress)
    notices: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    unread: tuple[str, ...] = ()
    language: str = "en"
    usage: Usage = Field(default_factory=Usage)
    made_by: Maker = "template"
    generated_by_ai: Literal[True] = True


class Line(Frozen):
    """What each of the items says of one attribute, None where it does not say."""

    attribute: str
    label: str
    values: tuple[str | None, ...]


class Comparison(Frozen):
    """Items side by side: a line for each attribute that some of them state.

    ``texts`` are what their sources say, as far as it may be repeated, shortened.
    """

    item_ids: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    lines: tuple[Line, ...]


class Said(Frozen):
    """What the person did in one turn: exactly one of the three is set."""

    text: str | None = None
    choices: tuple[str, ...] | None = None
    profile: tuple[dict[str, Any], ...] | None = None
