"""The beginning of a conversation: what this is, that it is an AI, and one inviting question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agent.packs import Served
from core.reply import Choice, Question, Reply
from domains import Pack

OPENING = "opening"


@dataclass(frozen=True)
class Started:
    """A new conversation: its id, the token that continues it, and its first reply."""

    id: str
    token: str
    reply: Reply


def question(pack: Pack) -> Question:
    """The opening question; its choices are example openings."""
    choices = tuple(
        Choice(id=f"{OPENING}={n}", label=example)
        for n, example in enumerate(pack.opening.examples)
    )
    return Question(
        attribute=OPENING,
        choices=choices,
        why="A sentence in your own words is the quickest start.",
    )


def reply(pack: Pack, looking_at: str | None = None) -> Reply:
    """The first reply; ``looking_at`` is the title of the item on the person's page."""
    seen = f"\n\nI see that you are looking at “{looking_at}”." if looking_at else ""
    return Reply(
        kind="question",
        text=f"{pack.opening.greeting}{seen}\n\n{pack.opening.ask}",
        question=question(pack),
        notices=(pack.disclosure,),
    )


def example(pack: Pack, choices: tuple[str, ...] | None) -> str | None:
    """The example opening that was clicked, if one was."""
    ids = {choice.id: choice.label for choice in question(pack).choices}
    return ids.get(choices[0]) if choices else None


def described(served: Served) -> dict[str, Any]:
    """A pack as the conversation API lists it."""
    pack = served.pack
    return {
        "id": pack.id,
        "title": pack.title,
        "item_noun": pack.noun.one,
        "items": int(served.snapshot.available.sum()),
        "default": pack.default,
        "attributes": [
            {
                "id": attribute.id,
                "type": attribute.type.value,
                "label": attribute.label,
                **({"choices": [c.value for c in attribute.choices]} if attribute.choices else {}),
            }
            for attribute in pack.attributes
        ],
    }
