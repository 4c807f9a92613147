"""The chat over a scripted agent, as a process of its own: ``python scripted.py PORT DATA_DIR``.

The agent keeps its conversations in one file, so that killing the process loses no acknowledged
turn. Words that make it fail: ``down`` (the database, until the second try), ``boom`` (an error of
another kind), ``busy`` (a turn is running), ``slow`` (a long thought), ``patience`` (one that only
ends when it is stopped).
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uvicorn

from core.errors import (
    DatabaseUnavailable,
    InvalidMessage,
    TurnRunning,
    TurnStopped,
    UnknownConversation,
)
from core.model import Evidence
from core.reply import (
    Choice,
    Comparison,
    Compromise,
    Doing,
    Fact,
    Line,
    ProfileEntry,
    Progress,
    Question,
    Reason,
    Recommendation,
    Reply,
)
from core.settings import read_settings
from ui.server import create_app

HOSTILE = (
    "<script>window.pwned=1</script> <b>Tidy</b> **bold** [link](javascript:window.pwned=1) "
    "![picture](http://evil.example/x.png) & Sons"
)
DISCLOSURE = "You are talking to a computer program (AI), not to a person."
NOTICE = "Information comes from the sellers and is not checked. This is not investment advice."
EXAMPLES = (
    "A small manufacturer in New England that I can run with a manager in place",
    "A profitable service business under $1 million, not a restaurant",
    "Something with real estate included, where the owner will help with financing",
)
OPENING = Reply(
    kind="question",
    text="I help you find a business to buy. I ask a few short questions, then I show you the five "
    "that fit you best.\n\nWhat kind of business are you looking for?",
    question=Question(
        attribute="opening",
        choices=tuple(Choice(id=f"opening={n}", label=e) for n, e in enumerate(EXAMPLES, 1)),
    ),
    notices=(DISCLOSURE,),
)
QUESTIONS = (
    (
        "Which lines of business interest you?",
        "industry",
        True,
        (("Manufacturing", 41), ("Home services", 58), ("Health & care", 42), ("Retail", 33),
         ("Wholesale & distribution", 17), ("Food & drink", 29)),
        "The line of business narrows the list more than anything else.",
    ),
    (
        "Where should the business be?",
        "region",
        False,
        (("New England", 34), ("Mid-Atlantic", 28), ("Southeast", 61), ("Midwest", 44),
         ("West Coast", 39)),
        "Most buyers want to be within a drive of the business.",
    ),
    (
        "About how much would you like to pay?",
        "asking_price",
        False,
        (("Under $500,000", 52), ("$500,000 to $1 million", 47), ("$1 to 3 million", 31),
         ("Over $3 million", 12)),
        "The price rules out more listings than any other figure.",
    ),
)  # fmt: skip
FURTHER = ("Farming", "Fishing", "Forestry")
PROFILE = (
    ProfileEntry(attribute="activity", stance="want", value="small manufacturer", turn=1),
    ProfileEntry(attribute="industry", stance="want", value="Manufacturing", source="chosen"),
    ProfileEntry(attribute="state", stance="want", value={"name": "Maine", "kind": "state"}),
    ProfileEntry(attribute="asking_price", stance="want", value={"min": None, "max": 1000000}),
)


def question(n: int, explained: bool = False) -> Reply:
    """The n-th question, from 0."""
    ask, attribute, several, choices, why = QUESTIONS[n]
    return Reply(
        kind="question",
        text=f"{why}\n\n{ask}" if explained else ask,
        question=Question(
            attribute=attribute,
            choices=tuple(Choice(id=f"{attribute}={c}", label=c, count=k) for c, k in choices),
            multiple=several,
            why=why,
            more=len(FURTHER) if attribute == "industry" else 0,
        ),
        profile=PROFILE[: n + 1],
        progress=Progress(asked=n + 1, expected_total=3, match_probability=0.3 + n / 5),
        notices=(DISCLOSURE,),
    )


def card(n: int, title: str, match: float, url: str | None) -> Recommendation:
    """One of the five."""
    text = "The plant makes stainless fittings for breweries and has 14 full-time people."
    return Recommendation(
        item_id=f"b-{n}",
        title=title,
        url=url,
        summary="A family firm that makes stainless fittings for breweries and dairies. The owner "
        "retires after 31 years and will stay for six months.",
        facts=(
            Fact(attribute="state", label="Place", value="Portland, Maine"),
            Fact(attribute="asking_price", label="Asking price", value="$840,000"),
            Fact(attribute="cash_flow", label="Yearly cash flow", value="$265,000"),
            Fact(attribute="employees", label="Employees", value="14"),
        ),
        match=match,
        reasons=(
            Reason(
                text="It makes things: fittings for breweries and dairies.",
                attribute="activity",
                evidence=Evidence(text=text, start=0, end=len(text)),
            ),
            Reason(text="The price is below your $1,000,000.", attribute="asking_price"),
        ),
        compromises=(
            Compromise(text="Real estate is not included; the lease runs to 2031.", attribute="x"),
        ),
    )


FIVE = Reply(
    kind="recommendations",
    text="These five fit best what you told me.",
    recommendations=(
        card(1, "Coastal Fittings – stainless parts for breweries", 0.41, "https://example.com/1"),
        card(2, HOSTILE, 0.22, "javascript:alert(1)"),
        card(3, "Harbor Tool & Die", 0.12, None),
        card(4, "Northfield Cabinet Works", 0.06, "http://example.com/4"),
        card(5, "Averyveryveryverylongwordwithoutanyplacetobreakit" * 2, 0.004, None),
    ),
    critiques=("Cheaper", "Closer"),
    profile=PROFILE,
    progress=Progress(asked=3, expected_total=3, match_probability=0.81),
    notices=(DISCLOSURE, NOTICE),
)
AFTER = Reply(kind="notice", text="I have noted that. *Stars* and <i>tags</i> stay as they are.")


def edited(reply: Reply, edits: Sequence[dict[str, Any]]) -> Reply:
    """The reply again, with the profile as it was changed by hand."""
    profile = list(reply.profile)
    for edit in edits:
        profile = [changed(e, edit) for e in profile if changed(e, edit)]
    return reply.model_copy(update={"profile": tuple(profile)})


def changed(entry: ProfileEntry, edit: dict[str, Any]) -> Any:
    """An entry after an edit; None where it was removed."""
    if entry.attribute != edit["attribute"]:
        return entry
    return None if edit.get("remove") else entry.model_copy(update=edit["set"])


class ScriptedAgent:
    """Asks three questions, shows five, then answers with a notice; keeps all in one file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.talks: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        self.failed: set[str] = set()
        self.stopped = asyncio.Event()

    def _store(self) -> None:
        self.file.write_text(json.dumps(self.talks))

    def domains(self) -> list[dict[str, Any]]:
        ids = ("businesses", "startups")
        return [
            {"id": id, "title": id.capitalize(), "items": 160, "default": n == 0}
            for n, id in enumerate(ids)
        ]

    async def start(
        self, domain: str | None = None, locale: str | None = None, looking_at: str | None = None
    ) -> Any:
        id, token = secrets.token_hex(8), secrets.token_urlsafe(16)
        reply = OPENING
        if domain == "startups":
            reply = OPENING.model_copy(update={"text": "Which young company are you looking for?"})
        pack = domain or "businesses"
        self.talks[id] = {"token": token, "domain": pack, "looking_at": looking_at, "turns": []}
        self._keep(id, None, reply, None)
        return SimpleNamespace(id=id, token=token, reply=reply)

    def _keep(
        self, id: str, said: dict[str, Any] | None, reply: Reply, message: str | None
    ) -> None:
        turns = self.talks[id]["turns"]
        at = datetime.now(UTC).isoformat()
        turn = {"n": len(turns), "at": at, "said": said, "reply": reply.model_dump(mode="json")}
        turns.append({**turn, "message": message})
        self._store()

    async def turn(
        self,
        conversation_id: str,
        *,
        text: str | None = None,
        choices: Sequence[str] | None = None,
        profile: Sequence[dict[str, Any]] | None = None,
        client_message_id: str | None = None,
        told: Callable[[Doing], None] | None = None,
    ) -> Reply:
        talk = self.talks[conversation_id]
        for turn in talk["turns"]:
            if client_message_id and turn["message"] == client_message_id:
                return Reply.model_validate(turn["reply"])
        if told and any(word in (text or "") for word in ("slow", "patience")):
            told(Doing(stage="comparing", text="Comparing 157 businesses", count=157))
        await self._fail(text or "", client_message_id or "")
        reply = self._next(talk["turns"], choices or (), profile or ())
        given = {"text": text, "choices": choices, "profile": profile}
        said = {name: value for name, value in given.items() if value}
        self._keep(conversation_id, said, reply, client_message_id)
        return reply

    async def stop(self, conversation_id: str) -> bool:
        self.stopped.set()
        return True

    async def _fail(self, text: str, id: str) -> None:
        if "slow" in text:
            await asyncio.sleep(1.5)
        if "patience" in text:
            await self.stopped.wait()
            self.stopped.clear()
            raise TurnStopped
        if "busy" in text:
            raise TurnRunning
        if "boom" in text:
            raise RuntimeError("secret detail of the inside")
        if "down" in text and id not in self.failed:
            self.failed.add(id)
            raise DatabaseUnavailable("connection refused")

    def _next(
        self,
        turns: list[dict[str, Any]],
        choices: Sequence[str],
        edits: Sequence[dict[str, Any]],
    ) -> Reply:
        if edits:
            return edited(Reply.model_validate(turns[-1]["reply"]), edits)
        pending = turns[-1]["reply"]["question"]
        offered = {c["id"] for c in pending["choices"]} if pending else set()
        offered |= {f"industry={value}" for value in FURTHER}
        if unknown := set(choices) - offered - {"any", "show", "why"}:
            raise InvalidMessage(f"unknown choices {unknown!r}")
        shown = any(t["reply"]["recommendations"] for t in turns)
        asked = [t["reply"]["question"]["attribute"] for t in turns if t["reply"]["question"]]
        done = len(set(asked) - {"opening"})
        if shown:
            return AFTER
        if "why" in choices:
            return question(done - 1, explained=True)
        return FIVE if "show" in choices or done >= len(QUESTIONS) else question(done)

    async def catch_up(self, conversation_id: str) -> None:
        pass

    async def transcript(self, conversation_id: str) -> dict[str, Any]:
        if conversation_id not in self.talks:
            raise UnknownConversation
        talk = self.talks[conversation_id]
        opening, *turns = talk["turns"]
        return {
            "id": conversation_id,
            "domain": talk["domain"],
            "created_at": opening["at"],
            "opening": opening["reply"],
            "turns": turns,
        }

    async def choices(self, conversation_id: str, attribute: str, typed: str) -> tuple[Choice, ...]:
        found = [v for v in FURTHER if v.lower().startswith(typed.lower())]
        return tuple(Choice(id=f"{attribute}={v}", label=v, count=7) for v in found)

    async def compare(self, conversation_id: str, item_ids: Sequence[str]) -> Comparison:
        cards = {card.item_id: card for card in FIVE.recommendations or ()}
        shown = [cards[id] for id in item_ids]
        prices = tuple(f"${n}00,000" if n > 1 else None for n, _ in enumerate(shown, 1))
        return Comparison(
            item_ids=tuple(item_ids),
            titles=tuple(card.title for card in shown),
            texts=tuple(f"{HOSTILE} and all that is said of it." for _ in shown),
            lines=(
                Line(attribute="state", label="Place", values=("Maine",) * len(shown)),
                Line(attribute="asking_price", label="Asking price", values=prices),
            ),
        )

    async def feedback(
        self, conversation_id: str, item_id: str | None, verdict: str, note: str | None = None
    ) -> None:
        self.talks[conversation_id].setdefault("feedback", []).append([item_id, verdict])
        self._store()

    async def erase(self, conversation_id: str, who: str | None = None) -> None:
        del self.talks[conversation_id]

    async def authorised(self, conversation_id: str, token: str) -> bool:
        return conversation_id in self.talks and self.talks[conversation_id]["token"] == token

    async def ready(self) -> str | None:
        return None


def main(port: int, data_dir: Path) -> None:
    """Serve until killed."""
    agent = ScriptedAgent(data_dir / "talks.json")
    app = create_app(read_settings(data_dir=data_dir, turns_per_minute=1000), agent)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
