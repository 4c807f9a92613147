"""A conversation laid out for a reviewer: what the person saw, and beside it why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from conversations.review.cases import words_of
from conversations.review.labels import Labelled
from conversations.review.reading import Opened
from ui.review.names import ACTS, GUARDS, READERS, VERDICTS, Names

MOST_ABOUT = 5


@dataclass(frozen=True)
class Button:
    """A quick reply as it was offered; ``chosen``: this one was clicked."""

    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Rival:
    """A question that was weighed: gain in P(match in five), seconds, and gain a minute.

    ``asked``: this one was put; ``share`` is its gain a minute as a share of the greatest.
    """

    name: str
    gain: float
    seconds: float | None
    rate: float
    share: float
    asked: bool


@dataclass(frozen=True)
class Decided:
    """What a check decided, how many times, and of what (the first few)."""

    verdict: str
    guard: str
    times: int
    about: list[str]


@dataclass(frozen=True)
class Reply:
    """What the person saw."""

    text: str
    buttons: list[Button]
    cards: list[dict[str, Any]]
    notices: list[str]
    empty: bool
    critiques: list[str]


@dataclass(frozen=True)
class Beside:
    """The side column of a turn. ``added`` and ``gone`` are what changed in the profile."""

    understood: list[str]
    reader: str
    before: list[str]
    after: list[str]
    added: list[str]
    gone: list[str]
    rivals: list[Rival]
    candidates: int | None
    match: float
    verdicts: list[Decided]
    versions: list[tuple[str, str]]
    cost: str
    calls: list[str]
    seconds: float
    steps: list[tuple[str, float]]
    degraded: list[str]


@dataclass(frozen=True)
class Turn:
    """One turn; ``labels`` those given to it, ``typed`` whether the person typed."""

    n: int
    at: datetime
    said: str
    typed: bool
    reply: Reply
    beside: Beside
    labels: list[Labelled]


@dataclass(frozen=True)
class Sheet:
    """The whole of it; ``labels`` those of the conversation itself."""

    opening: Reply | None
    turns: list[Turn]
    labels: list[Labelled]
    shown: list[tuple[str, str]] = field(default_factory=list)


def sheet_of(opened: Opened, names: Names) -> Sheet:
    """Lay out a conversation."""
    replies = [opened.opening or {}, *(turn["reply"] for turn in opened.turns)]
    chosen = [set(turn["said"].get("choices") or ()) for turn in opened.turns] + [set()]
    turns = [
        Turn(
            n=row["n"],
            at=row["begun_at"],
            said=_said(row["said"], before.get("question"), names),
            typed=bool(row["said"].get("text")),
            reply=_reply(row["reply"], clicked),
            beside=_beside(row, names),
            labels=[one for one in opened.labels if one.n == row["n"]],
        )
        for row, before, clicked in zip(opened.turns, replies, chosen[1:], strict=False)
    ]
    return Sheet(
        opening=_reply(opened.opening, chosen[0]) if opened.opening else None,
        turns=turns,
        labels=[one for one in opened.labels if one.n is None],
        shown=list(_shown(turns)),
    )


def _shown(turns: Sequence[Turn]) -> Iterator[tuple[str, str]]:
    """Every item that was shown, once: its id and title."""
    cards = (card for turn in turns for card in turn.reply.cards)
    yield from {card["item_id"]: card["title"] for card in cards}.items()


def _said(said: Mapping[str, Any], question: Mapping[str, Any] | None, names: Names) -> str:
    edits = [names.attribute(str(edit.get("attribute"))) for edit in said.get("profile") or ()]
    if edits:
        return f"Changed what is known: {', '.join(edits)}"
    labels = {"any": "Doesn't matter", "show": "Just show me", "why": "Why do you ask?"}
    offered = (question or {}).get("choices") or ()
    labels |= {choice["id"]: choice["label"] for choice in offered}
    clicked = ", ".join(labels.get(id, id) for id in said.get("choices") or ())
    return clicked or words_of(said, question)


def _reply(reply: Mapping[str, Any], chosen: set[str]) -> Reply:
    choices = (reply.get("question") or {}).get("choices") or ()
    cards = reply.get("recommendations")
    return Reply(
        text=reply["text"],
        buttons=[Button(c["label"], c.get("count"), c["id"] in chosen) for c in choices],
        cards=list(cards or ()),
        notices=list(reply.get("notices") or ()),
        empty=cards is not None and not cards,
        critiques=list(reply.get("critiques") or ()),
    )


def _beside(row: Mapping[str, Any], names: Names) -> Beside:
    heard, belief = row["heard"] or {}, row["belief"] or {}
    before = [names.wish(wish) for wish in row["profile_before"] or ()]
    after = [names.wish(wish) for wish in row["profile_after"] or ()]
    told = [v for v in row["verdicts"] or () if v.get("verdict") != "allow"]
    steps = sorted((row["timings_ms"] or {}).items(), key=lambda step: -step[1])
    return Beside(
        understood=list(_understood(heard, names)),
        reader=READERS.get(heard.get("by", ""), ""),
        before=before,
        after=after,
        added=[line for line in after if line not in before],
        gone=[line for line in before if line not in after],
        rivals=rivals(row, names),
        candidates=belief.get("qualifying"),
        match=row["reply"].get("progress", {}).get("match_probability", 0.0),
        verdicts=decided(told),
        versions=list(_versions(row["versions"] or {})),
        cost=_cost(row["usage"] or {}),
        calls=[", ".join(f"{k} {v}" for k, v in call.items()) for call in row["calls"] or ()],
        seconds=(row["finished_at"] - row["begun_at"]).total_seconds(),
        steps=steps,
        degraded=list(row["degraded"] or ()),
    )


def _understood(heard: Mapping[str, Any], names: Names) -> Iterator[str]:
    for act in heard.get("acts") or ():
        yield f"The person {ACTS[act]}" if act in ACTS and act != "empty" else ACTS["empty"]
    for reading in heard.get("readings") or ():
        sure = f", {reading['confidence']:.0%} sure" if reading.get("confidence", 1) < 1 else ""
        gone = "no longer " if reading.get("remove") else ""
        yield f"{gone}{names.wish(reading)}{sure}"
    if heard.get("text"):
        yield f"Compared with the catalogue: “{heard['text']}”"


def rivals(row: Mapping[str, Any], names: Names) -> list[Rival]:
    """The questions that were weighed in a turn, the one that paid most first."""
    costs = row["costs"] or {}
    asked = ((row["reply"].get("question") or {}).get("attribute")) if row["act"] == "ask" else None
    rated = {
        id: 60 * (gain or 0.0) / costs[id] if costs.get(id) else gain or 0.0
        for id, gain in (row["why"] or {}).items()
    }
    most = max(rated.values(), default=0.0) or 1.0
    found = [
        Rival(
            name=names.attribute(id),
            gain=row["why"][id] or 0.0,
            seconds=costs.get(id),
            rate=rate,
            share=rate / most,
            asked=id == asked,
        )
        for id, rate in rated.items()
    ]
    return sorted(found, key=lambda rival: -rival.rate)


def decided(verdicts: Sequence[Mapping[str, Any]]) -> list[Decided]:
    """What the checks decided, those of one check together."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in verdicts:
        groups.setdefault((str(one.get("verdict")), str(one.get("guard"))), []).append(one)
    return [
        Decided(
            verdict=VERDICTS.get(verdict, verdict),
            guard=GUARDS.get(guard, guard),
            times=len(group),
            about=list(dict.fromkeys(filter(None, map(_about, group))))[:MOST_ABOUT],
        )
        for (verdict, guard), group in groups.items()
    ]


def _about(verdict: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (verdict.get("item_id"), verdict.get("detail"))))


def _versions(versions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in versions.items():
        if isinstance(value, dict):
            yield from ((f"prompt {prompt}", str(hash)) for prompt, hash in value.items())
        else:
            yield name, "none" if value is None else str(value)


def _cost(usage: Mapping[str, Any]) -> str:
    calls = usage.get("model_calls") or 0
    if not calls:
        return "no language model was asked"
    price = usage.get("cost_usd")
    tokens = f"{usage.get('input_tokens', 0):,} tokens in, {usage.get('output_tokens', 0):,} out"
    money = "price unknown" if price is None else f"${price:.4f}"
    return f"{calls} call{'s' * (calls > 1)} of the language model, {tokens}, {money}"
