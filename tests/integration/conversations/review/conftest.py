"""Conversations as reviewers find them, written through the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from conversations import store, users
from core.database import Connection
from core.model import Wish
from core.reply import Choice, Progress, Question, Reason, Recommendation, Reply, Said
from tests.turns import begin, finish

CARD = Recommendation(
    item_id="b-1", title="Harbor Laundry", summary="A laundromat.", match=0.6,
    reasons=(Reason(text="It is in Ohio."),),
)  # fmt: skip


def asks(attribute: str = "state", match: float = 0.2) -> Reply:
    """A question."""
    choices = (Choice(id=f"{attribute}=Ohio", label="Ohio", count=3), Choice(id="any", label="Any"))
    return Reply(
        kind="question", text=f"Which {attribute}?", progress=Progress(match_probability=match),
        question=Question(attribute=attribute, choices=choices),
    )  # fmt: skip


def shows(match: float = 0.8, cards: Sequence[Recommendation] = (CARD,)) -> Reply:
    """The five."""
    return Reply(
        kind="recommendations", text="Here they are.", recommendations=tuple(cards),
        progress=Progress(match_probability=match),
    )  # fmt: skip


async def talk(
    connection: Connection,
    *turns: tuple[Said | str, Reply] | tuple[Said | str, Reply, dict[str, Any]],
    pack: str = "businesses",
) -> str:
    """A conversation of these turns: what was said, the reply, more of the record; its id."""
    id = (await store.create(connection, pack=pack, locale="en-US", opening=asks("opening"))).id
    for said, reply, *more in turns:
        words = Said(text=said) if isinstance(said, str) else said
        begun = await begin(connection, id, words)
        act = {"question": "ask", "recommendations": "recommend"}.get(reply.kind, "answer")
        record: dict[str, Any] = {"act": act, "versions": {"catalogue": 1, "pack": "p1"}}
        for extra in more:
            record |= extra
        made = store.TurnRecord(reply=reply, **record)
        async with connection.transaction():
            await finish(connection, id, begun.n, made)
    return id


WANTS_OHIO = Wish(attribute="state", value="Ohio", must=True)


class Made:
    """What tests make conversations with."""

    talk = staticmethod(talk)
    asks = staticmethod(asks)
    shows = staticmethod(shows)
    wish = WANTS_OHIO

    @staticmethod
    async def reviewers(connection: Connection, *names: str) -> None:
        """Let these people review."""
        for name in names:
            await users.add_user(connection, name, "reviewer", None, who="test")


@pytest.fixture
def made() -> type[Made]:
    """Makes conversations and reviewers."""
    return Made
