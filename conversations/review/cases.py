"""What the evaluation learns from conversations: people to play, and utterances to hear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conversations.audit import note
from conversations.review.reading import Opened
from conversations.storable import document
from core.database import Connection
from core.errors import InvalidMessage
from core.sql import sql

NO_ANSWER = ("any", "show", "why")
"""Choices that say nothing of what is wanted."""

MOST_ACCEPTED, LONGEST_ID = 100, 1_000
"""Items that somebody may accept, and characters of the id of one."""


def person_of(opened: Opened, accepted: Sequence[str]) -> dict[str, Any]:
    """The person of a conversation, as written people are read (``evaluation/people/written.py``).

    ``accepted`` are the ids of the items that they take for the match; without any, those they
    said they were interested in. Words are as the reviewer sees them.

    Raises:
        InvalidMessage: nothing was typed at first, or no item is accepted.
    """
    ids = [*dict.fromkeys(accepted or interesting(opened))]
    turns = opened.turns
    if len(ids) > MOST_ACCEPTED or any(len(id) > LONGEST_ID for id in ids):
        raise InvalidMessage(
            f"accept: at most {MOST_ACCEPTED} items, of ids of {LONGEST_ID:,} characters at most."
        )
    if not ids:
        raise InvalidMessage("accept: name the item that was the match, or one of them.")
    if not turns or not turns[0]["said"].get("text"):
        raise InvalidMessage("This person typed nothing at first; nothing can be replayed.")
    wishes = turns[-1]["profile_after"] or []
    return {
        "conversation": opened.conversation.id,
        "target": ids[0],
        "accept": ids,
        "opening": turns[0]["said"]["text"],
        "answers": dict(_answers(opened)),
        "wishes": wishes,
        "musts": sorted({wish["attribute"] for wish in wishes if wish.get("must")}),
        "exclusions": [],
        "correction": None,
        "difficulty": 0,
    }


def interesting(opened: Opened) -> list[str]:
    """The items that the person said they were interested in."""
    judged = {row["item_id"]: row["verdict"] for row in opened.feedback if row["item_id"]}
    return [id for id, verdict in judged.items() if verdict == "interested"]


def _answers(opened: Opened) -> Iterator[tuple[str, str]]:
    """The words given to each question, clicked ones by their labels."""
    for before, turn in zip(opened.turns, opened.turns[1:], strict=False):
        question = before["reply"].get("question")
        words = words_of(turn["said"], question)
        if question and question.get("purpose") == "ask" and words:
            yield question["attribute"], words


def words_of(said: Mapping[str, Any], question: Mapping[str, Any] | None) -> str:
    """What somebody typed, or the labels of what they clicked, as far as that says something."""
    labels = {choice["id"]: choice["label"] for choice in (question or {}).get("choices") or ()}
    clicked = [labels.get(id, id) for id in said.get("choices") or () if id not in NO_ANSWER]
    return str(said.get("text") or " and ".join(clicked))


def utterance_of(opened: Opened, n: int, expected: Mapping[str, Any]) -> dict[str, Any]:
    """A listening case: what was said in turn ``n``, what was read, and what should have been.

    Raises:
        InvalidMessage: there is no such turn, or nothing was typed in it.
    """
    turn = next((turn for turn in opened.turns if turn["n"] == n), None)
    text = turn["said"].get("text") if turn else None
    if turn is None or not text:
        raise InvalidMessage("Only what was typed can be heard again.")
    before = next((other for other in opened.turns if other["n"] == n - 1), None)
    reply = before["reply"] if before else opened.opening or {}
    return {
        "conversation": opened.conversation.id,
        "pack": opened.conversation.pack,
        "asked": (reply.get("question") or {}).get("attribute"),
        "text": text,
        "read": (turn["heard"] or {}).get("readings", []),
        "expected": dict(expected),
    }


async def add_case(
    connection: Connection, opened: Opened, n: int | None, body: Mapping[str, Any], who: str
) -> None:
    """Keep a case, in place of an earlier one of the same turn or conversation."""
    values = {
        "id": opened.conversation.id,
        "n": n,
        "pack": opened.conversation.pack,
        "body": document(dict(body)),
        "who": who,
    }
    async with connection.transaction():
        await connection.execute(sql("conversations", "review_add_case"), values)
        what = "listening case made" if n else "evaluation case made"
        await note(connection, who, what, opened.conversation.id, {"turn": n} if n else None)


async def cases(connection: Connection, pack: str, *, utterances: bool) -> list[dict[str, Any]]:
    """The people of a pack, or its utterances, the oldest first."""
    values = {"pack": pack, "utterances": utterances}
    cursor = await connection.execute(sql("conversations", "review_cases"), values)
    return [row["body"] for row in await cursor.fetchall()]


async def counted_cases(connection: Connection) -> list[dict[str, Any]]:
    """By pack, how many people and utterances there are."""
    cursor = await connection.execute(sql("conversations", "review_case_counts"))
    return await cursor.fetchall()
