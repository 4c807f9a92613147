"""The queue: conversations that fit a filter, by what deserves reading most or by date."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from conversations.conversation import checked_id
from conversations.review.veil import veiled
from conversations.storable import storable_text
from core.database import Connection
from core.model import Frozen
from core.sql import sql

Sort = Literal["worth", "newest"]
State = Literal["any", "unread", "mine", "judged", "second"]
COLUMNS: dict[Sort, tuple[str, str]] = {
    "worth": ("worth", "real"),
    "newest": ("begun_at", "timestamptz"),
}
PAGE = 50
MANY = 5_000
"""Turns that make a word common: the queue is walked then, and each conversation looked into."""

RESTS = timedelta(minutes=30)
"""Without a message for so long, and without the five, a conversation was abandoned."""

CLAIM = timedelta(hours=2)
FIRST_WORDS = 160


class Filter(Frozen):
    """What the queue shows: all of these must hold.

    ``tags`` as in the digests; ``since`` and ``until`` are days, both included; ``words`` are
    searched in what was said and answered; ``abandoned``: left without having seen the five.
    """

    tags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""
    abandoned: bool = False
    state: State = "any"
    sort: Sort = "worth"


class Place(Frozen):
    """A place in the queue: what follows (or precedes) this conversation."""

    key: str
    id: str


class Row(Frozen):
    """A conversation in the queue; ``judgements`` is how many reviewers have judged it."""

    id: str
    begun_at: datetime
    last_at: datetime
    turns: int
    questions: int
    match: float
    worth: float
    tags: tuple[str, ...]
    claimed_by: str | None
    judgements: int
    first_words: str

    def tagged(self, kind: str) -> list[str]:
        """Its tags of a kind, without the kind."""
        return [tag.partition(":")[2] for tag in self.tags if tag.startswith(f"{kind}:")]


async def read_queue(
    connection: Connection,
    filter: Filter,
    reviewer: str,
    after: Place | None = None,
    *,
    backwards: bool = False,
    most: int = PAGE,
) -> list[Row]:
    """At most so many conversations ``after`` a place, or before it (``backwards``, nearest first).

    ``reviewer`` is who asks: "mine" and "second" mean what is theirs.
    """
    values = {**_values(filter), "reviewer": reviewer, "most": most}
    values |= {"after_key": after.key if after else None, "after_id": after.id if after else None}
    values["common"] = bool(filter.words) and await _common(connection, values["words"])
    cursor = await connection.execute(_query(filter.sort, backwards), values, prepare=False)
    return await asyncio.to_thread(_rows, await cursor.fetchall())


def place_of(row: Row, sort: Sort) -> Place:
    """Where the queue goes on behind a row."""
    return Place(key=repr(row.worth) if sort == "worth" else row.begun_at.isoformat(), id=row.id)


async def offered_tags(connection: Connection) -> dict[str, list[str]]:
    """By kind, the values that conversations have been tagged with, the oldest first."""
    cursor = await connection.execute(sql("conversations", "review_tags"))
    found: dict[str, list[str]] = {}
    for row in await cursor.fetchall():
        kind, _, value = row["tag"].partition(":")
        found.setdefault(kind, []).append(value)
    return found


def _query(sort: Sort, backwards: bool) -> bytes:
    column, type = COLUMNS[sort]
    order = (
        {"BEYOND": ">", "DIRECTION": "asc"} if backwards else {"BEYOND": "<", "DIRECTION": "desc"}
    )
    text = sql("conversations", "review_queue").partition("\n")[2]
    for word, put in {"SORT_KEY": column, "SORT_TYPE": type, **order}.items():
        text = text.replace(word, put)
    return text.encode()


def _values(filter: Filter) -> dict[str, Any]:
    now = datetime.now(UTC)
    tags = [*filter.tags, *(["outcome:open"] if filter.abandoned else [])]
    return {
        "tags": tags,
        "since": _midnight(filter.since),
        "until": _midnight(filter.until + timedelta(days=1)) if filter.until else None,
        "resting": now - RESTS if filter.abandoned else None,
        "words": storable_text(filter.words).strip() or None,
        "state": filter.state,
        "claimed_since": now - CLAIM,
    }


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


async def _common(connection: Connection, words: str | None) -> bool:
    values = {"words": words, "many": MANY}
    cursor = await connection.execute(
        sql("conversations", "common_words"), values, prepare=False
    )  # fmt: skip
    row = await cursor.fetchone()
    return bool(row and row["common"])


def _rows(found: Sequence[dict[str, Any]]) -> list[Row]:
    """The rows with their first words veiled: not on the event loop."""
    return [_row(row) for row in found]


def _row(row: dict[str, Any]) -> Row:
    said, redacted = row.pop("first_said") or {}, row.pop("redacted") or ()
    id = checked_id(row.pop("conversation_id"))
    return Row(id=id, **row, first_words=first_words(said, redacted))


def first_words(said: dict[str, Any], redacted: Sequence[str]) -> str:
    """What a message begins with, veiled; what was clicked where nothing was typed."""
    clicked = [str(choice).partition("=")[2] or str(choice) for choice in said.get("choices") or ()]
    text = str(said.get("text") or ", ".join(clicked))
    return veiled(" ".join(text.split()), redacted)[:FIRST_WORDS]
