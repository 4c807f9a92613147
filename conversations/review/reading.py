"""One conversation opened by a reviewer: every look is noted before anything is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.audit import note
from conversations.conversation import Conversation, checked_id, read_conversation
from conversations.review.labels import Judgement, Labelled, judgements_of, labels_of
from conversations.review.queue import Filter, Place, Row, read_queue
from conversations.review.redactions import Redaction, redactions_of
from conversations.review.veil import veiled_values, without_names_said
from conversations.storable import storable_text
from core.database import Connection
from core.errors import InvalidMessage
from core.sql import sql

VEILED = ("said", "reply", "heard", "profile_before", "profile_after", "verdicts")
"""The columns of a turn in which somebody's words may stand."""

SHORTEST_REASON = 5


@dataclass(frozen=True)
class Opened:
    """A conversation as a reviewer may see it; ``turns`` and ``feedback`` are rows of the store.

    ``personal``: personal data is shown. ``blind``: a second opinion is asked of this reviewer, so
    what others said of the conversation is left out until it is given. ``cases`` are the turns, and
    (None) the conversation, of which a test case was made.
    """

    conversation: Conversation
    opening: dict[str, Any] | None
    turns: list[dict[str, Any]]
    feedback: list[dict[str, Any]]
    claimed_by: str | None
    labels: list[Labelled]
    judgements: list[Judgement]
    redactions: list[Redaction]
    cases: frozenset[int | None]
    personal: bool
    blind: bool


async def open_conversation(
    connection: Connection, conversation_id: str, reviewer: str, why: str | None = None
) -> Opened:
    """The conversation, veiled; with the reason ``why`` personal data is shown.

    What was redacted by hand stays hidden in any case. The caller has made sure of the permission.

    Raises:
        InvalidMessage: the reason says nothing.
        UnknownConversation: there is none.
    """
    conversation = await read_conversation(connection, checked_id(conversation_id))
    await _note_look(connection, conversation_id, reviewer, why)
    hand = await redactions_of(connection, conversation_id)
    veil = hidden, personal = [one.words for one in hand], why is not None
    rows = await _rows(connection, "review_turns", conversation_id)
    said = await _rows(connection, "read_feedback", conversation_id)
    claimed = await _rows(connection, "review_claimed", conversation_id)
    asked = await _rows(connection, "review_asked", conversation_id)
    judged = await judgements_of(connection, conversation_id)
    blind = reviewer in {row["reviewer"] for row in asked} - {one.reviewer for one in judged}
    given = await labels_of(connection, conversation_id)
    opening = conversation.opening.model_dump(mode="json") if conversation.opening else None
    return Opened(
        conversation=conversation,
        opening=await asyncio.to_thread(shown, opening, hidden, personal),
        turns=await asyncio.to_thread(_shown_rows, rows, VEILED, hidden, personal),
        feedback=await asyncio.to_thread(_shown_rows, said, ("note",), hidden, personal),
        claimed_by=claimed[0]["reviewer"] if claimed else None,
        labels=[one for one in given if not blind or one.reviewer == reviewer],
        judgements=[] if blind else await asyncio.to_thread(noted, judged, reviewer, *veil),
        redactions=hand,
        cases=frozenset(
            row["n"] for row in await _rows(connection, "review_cases_of", conversation_id)
        ),
        personal=personal,
        blind=blind,
    )


def shown(value: Any, hidden: list[str], personal: bool) -> Any:
    """What of a stored value is shown: everything but ``hidden``, personal data only if so."""
    return veiled_values(value, hidden, personal=personal)


def noted(
    judged: Sequence[Judgement], reviewer: str, hidden: list[str], personal: bool
) -> list[Judgement]:
    """The judgements with what others noted as it may be shown; one's own note is as written."""
    return [
        one
        if one.reviewer == reviewer
        else one.model_copy(update={"note": shown(one.note, hidden, personal)})
        for one in judged
    ]


def _shown_rows(
    rows: Sequence[dict[str, Any]], names: Sequence[str], hidden: list[str], personal: bool
) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        veiled = {name: shown(row[name], hidden, personal) for name in names}
        found.append(
            {**row, **(veiled if personal else without_names_said(row.get("said"), veiled))}
        )
    return found


async def may_see_personal(connection: Connection, user_id: str) -> bool:
    """Whether this user may see personal data: admins, and whom they permitted."""
    cursor = await connection.execute(sql("conversations", "sees_personal"), {"id": user_id})
    row = await cursor.fetchone()
    return bool(row and row["allowed"])


async def permit(connection: Connection, user_id: str, name: str, allowed: bool, who: str) -> None:
    """Let a user see personal data from now on, or no more."""
    values = {"id": user_id, "allowed": allowed}
    async with connection.transaction():
        await connection.execute(sql("conversations", "permit_personal"), values)
        what = "personal data permitted" if allowed else "personal data no longer permitted"
        await note(connection, who, what, name)


async def beside(
    connection: Connection, conversation_id: str, filter: Filter, reviewer: str, backwards: bool
) -> Row | None:
    """The conversation that follows this one in the queue, or precedes it."""
    values = {"id": checked_id(conversation_id)}
    cursor = await connection.execute(sql("conversations", "review_place"), values)
    row = await cursor.fetchone()
    if row is None:
        return None
    key = repr(row["worth"]) if filter.sort == "worth" else row["begun_at"].isoformat()
    place = Place(key=key, id=conversation_id)
    found = await read_queue(connection, filter, reviewer, place, backwards=backwards, most=1)
    return found[0] if found else None


async def _note_look(
    connection: Connection, conversation_id: str, reviewer: str, why: str | None
) -> None:
    if why is None:
        await note(connection, reviewer, "conversation viewed", conversation_id)
        return
    why = storable_text(why).strip()
    if len(why) < SHORTEST_REASON:
        raise InvalidMessage("why: please give a reason; it is kept.")
    what = "conversation viewed with personal data"
    await note(connection, reviewer, what, conversation_id, {"why": why[:500]})


async def _rows(connection: Connection, query: str, id: str) -> list[dict[str, Any]]:
    cursor = await connection.execute(sql("conversations", query), {"id": id})
    return await cursor.fetchall()
