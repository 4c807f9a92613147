"""Labels and judgements: what a reviewer says of turns, and of the conversation at its end."""

from __future__ import annotations

from datetime import datetime

from psycopg.errors import ForeignKeyViolation

from conversations.audit import note
from conversations.conversation import checked_id
from conversations.review.claims import claim, release
from conversations.review.rubric import checked_label
from conversations.storable import storable_text
from core.database import Connection
from core.errors import InvalidMessage, UnknownConversation
from core.model import Frozen
from core.sql import sql

LONGEST_NOTE = 4000


class Labelled(Frozen):
    """A label of turn ``n``, or (None) of the whole conversation."""

    n: int | None
    label: str
    reviewer: str
    given_at: datetime


class Judgement(Frozen):
    """A reviewer has read a conversation to its end."""

    reviewer: str
    note: str
    judged_at: datetime


async def toggle(
    connection: Connection, conversation_id: str, n: int | None, label: str, reviewer: str
) -> bool:
    """Give a label, or take one's own away; True if it stands now. The conversation is claimed.

    Raises:
        Claimed: somebody else is reading it.
        InvalidMessage: the rubric has no such label for this.
        UnknownConversation: there is none, or no such turn.
    """
    checked_label(label, "conversation" if n is None else "turn")
    async with connection.transaction():
        await claim(connection, conversation_id, reviewer)
        values = {"id": conversation_id, "n": n, "label": label, "reviewer": reviewer}
        gone = await connection.execute(sql("conversations", "review_unlabel"), values)
        if not gone.rowcount:
            await add_label(connection, conversation_id, n, label, reviewer)
        what = "label removed" if gone.rowcount else "conversation labelled"
        await note(connection, reviewer, what, conversation_id, {"turn": n, "label": label})
    return not gone.rowcount


async def add_label(
    connection: Connection, conversation_id: str, n: int | None, label: str, reviewer: str
) -> bool:
    """Store a label; False where it stands already.

    Raises:
        UnknownConversation: there is none, or no such turn.
    """
    values = {"id": checked_id(conversation_id), "n": n, "label": label, "reviewer": reviewer}
    try:
        cursor = await connection.execute(sql("conversations", "review_label"), values)
    except ForeignKeyViolation as error:
        raise UnknownConversation from error
    return bool(cursor.rowcount)


async def judge(connection: Connection, conversation_id: str, reviewer: str, words: str) -> None:
    """Say that one has read it to its end, with a free note; the claim ends.

    Raises:
        Claimed: somebody else is reading it.
        InvalidMessage: the note is too long.
        UnknownConversation: there is none.
    """
    if len(words) > LONGEST_NOTE:
        raise InvalidMessage(f"note: at most {LONGEST_NOTE:,} characters.")
    async with connection.transaction():
        await claim(connection, conversation_id, reviewer)
        await add_judgement(connection, conversation_id, reviewer, words)
        await note(connection, reviewer, "conversation judged", conversation_id)
        await release(connection, conversation_id, reviewer)


async def add_judgement(
    connection: Connection, conversation_id: str, reviewer: str, words: str
) -> None:
    """Store a judgement, in place of an earlier one of the same reviewer.

    Raises:
        UnknownConversation: there is none.
    """
    clean = storable_text(words).strip()
    values = {"id": checked_id(conversation_id), "reviewer": reviewer, "note": clean}
    try:
        await connection.execute(sql("conversations", "review_judge"), values)
    except ForeignKeyViolation as error:
        raise UnknownConversation from error


async def labels_of(connection: Connection, conversation_id: str) -> list[Labelled]:
    """Every label of a conversation, the oldest first."""
    cursor = await connection.execute(
        sql("conversations", "review_labels_of"), {"id": conversation_id}
    )
    return [Labelled.model_validate(row) for row in await cursor.fetchall()]


async def judgements_of(connection: Connection, conversation_id: str) -> list[Judgement]:
    """Every judgement of a conversation, the oldest first."""
    cursor = await connection.execute(
        sql("conversations", "review_judgements_of"), {"id": conversation_id}
    )
    return [Judgement.model_validate(row) for row in await cursor.fetchall()]
