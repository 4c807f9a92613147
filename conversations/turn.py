"""One turn in the store: taken up when its message arrives, finished with its reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from conversations.conversation import checked_id
from conversations.record import TurnRecord
from conversations.review.trace import note_trace
from conversations.storable import document, storable_text
from conversations.transcript import marked
from core.database import Connection
from core.errors import FirstFiveError, TurnRunning, TurnStopped, UnknownConversation
from core.model import Frozen
from core.reply import Reply, Said
from core.sql import sql
from guards.incoming import discreet

MOST_ATTEMPTS = 2
"""How often a turn is run: a message whose process died this often is set aside, not run again."""


class Hold(Frozen):
    """The right to finish a turn, until somebody else takes it up."""

    conversation_id: str
    n: int
    holder: UUID


class Taken(Frozen):
    """A turn to run, or one that has its ``reply`` already. ``said`` is what was stored first.

    ``own`` is the turn of the message that arrives; others were left unfinished when whoever worked
    on them died. ``attempts`` counts this one: it was stored before anything is done.
    """

    hold: Hold
    said: Said
    reply: Reply | None = None
    attempts: int = 1
    own: bool = True

    @property
    def n(self) -> int:
        """Its number in the conversation."""
        return self.hold.n

    @property
    def spent(self) -> bool:
        """Whether it was run as often as a turn may be: it is to be set aside."""
        return self.attempts > MOST_ATTEMPTS


async def take_turn(
    connection: Connection,
    conversation_id: str,
    said: Said | None = None,
    client_message_id: str | None = None,
    *,
    holder: UUID | None = None,
    given_up: Sequence[UUID] = (),
    least_attempts: int = 0,
) -> Taken | None:
    """Take up the turn that is next: left unfinished, or that of the message that arrives.

    The message is stored by it, before anything is done with it. Of one conversation, one turn at a
    time is in work, whatever the process; it is held for ``conversations.holding`` (SQL), which is
    put off while the work goes on, and needs no connection meanwhile.

    The same ``client_message_id`` again gives the turn that it began, finished or not. Without a
    message, only what was left is given, if it was tried ``least_attempts`` times. Those who hold
    ``given_up`` are known to work on nothing; what they did is no attempt.

    Raises:
        TurnRunning: another turn of the conversation is in work.
        UnknownConversation: there is none.
    """
    values = {
        "id": checked_id(conversation_id),
        "client_message_id": _client(client_message_id),
        "said": document(said.model_dump(mode="json", exclude_none=True)) if said else None,
        "holder": holder or uuid4(),
        "given_up": list(given_up),
        "least_attempts": least_attempts,
    }
    if said is None and not await _has_left(connection, values):
        return None
    async with connection.transaction():
        found = await connection.execute(sql("conversations", "lock_conversation"), values)
        if await found.fetchone() is None:
            raise UnknownConversation
        cursor = await connection.execute(sql("conversations", "take_turn"), values)
        return _taken(await cursor.fetchone(), values)


def _taken(row: dict[str, Any] | None, values: Mapping[str, Any]) -> Taken | None:
    if row is None:
        return None
    if row.pop("busy"):
        raise TurnRunning("Please try again in a moment.")
    reply = row.pop("reply")
    hold = {"conversation_id": values["id"], "n": row.pop("n"), "holder": values["holder"]}
    return Taken.model_validate({**row, "hold": hold, "reply": marked(reply) if reply else None})


async def _has_left(connection: Connection, values: dict[str, Any]) -> bool:
    """Whether any turn is unfinished; only reading, which a database that only reads can do."""
    row = await (await connection.execute(sql("conversations", "has_left"), values)).fetchone()
    return bool(row and row["any"])


async def finish_turn(connection: Connection, hold: Hold, record: TurnRecord) -> None:
    """Complete a turn; in the transaction of the checkpoint, so that both count or neither.

    What reviewers search and sort by is written with it.

    Raises:
        UnknownConversation, TurnStopped, TurnRunning: as :func:`lost`; it was in the meantime.
    """
    values = {**_held(hold), "record": document(record.model_dump(mode="json"))}
    cursor = await connection.execute(sql("conversations", "finish_turn"), values)
    row = await cursor.fetchone()
    if row is None:
        raise await lost(connection, hold) or TurnRunning()
    said = Said.model_validate(row["said"])
    await note_trace(connection, hold.conversation_id, hold.n, row["finished_at"], said, record)


async def lost(connection: Connection, hold: Hold) -> FirstFiveError | None:
    """Why a turn is no longer held: its conversation was erased, or it was stopped or taken over.

    None while it is held.
    """
    cursor = await connection.execute(sql("conversations", "what_became_of_turn"), _held(hold))
    row = await cursor.fetchone()
    if row is None:
        return UnknownConversation()
    if row["held"]:
        return None
    return TurnRunning() if row["there"] else TurnStopped()


async def abandon_turn(connection: Connection, hold: Hold) -> None:
    """Forget an unfinished turn that is still held: a call that failed changes nothing."""
    await connection.execute(sql("conversations", "abandon_turn"), _held(hold))


async def stop_turn(connection: Connection, conversation_id: str) -> bool:
    """Forget the turn that is in work, whoever works on it; False where there is none."""
    values = {"id": checked_id(conversation_id)}
    cursor = await connection.execute(sql("conversations", "stop_turn"), values)
    return await cursor.fetchone() is not None


async def keep_turns(connection: Connection, holds: Sequence[Hold]) -> set[UUID]:
    """Go on holding these turns; returns the holders of those that still are."""
    values = {
        "ids": [hold.conversation_id for hold in holds],
        "numbers": [hold.n for hold in holds],
        "holders": [hold.holder for hold in holds],
    }
    cursor = await connection.execute(sql("conversations", "keep_turns"), values)
    return {row["holder"] for row in await cursor.fetchall()}


async def finished_reply(
    connection: Connection, conversation_id: str, client_message_id: str
) -> Reply | None:
    """The stored reply to this message, None where it has none (yet)."""
    values = {"id": checked_id(conversation_id), "client_message_id": _client(client_message_id)}
    cursor = await connection.execute(sql("conversations", "finished_reply"), values)
    row = await cursor.fetchone()
    return Reply.model_validate(marked(row["reply"])) if row else None


async def is_running(
    connection: Connection,
    conversation_id: str,
    client_message_id: str,
    given_up: Sequence[UUID] = (),
) -> bool:
    """Whether somebody is answering this message now; False soon after they died."""
    values = {
        "id": checked_id(conversation_id),
        "client_message_id": _client(client_message_id),
        "given_up": list(given_up),
    }
    cursor = await connection.execute(sql("conversations", "is_running"), values)
    row = await cursor.fetchone()
    return bool(row and row["running"])


def _held(hold: Hold) -> dict[str, Any]:
    return {"id": checked_id(hold.conversation_id), "n": hold.n, "holder": hold.holder}


def _client(client_message_id: str | None) -> str | None:
    """As it is kept; what is more than an id, such as somebody's address, as its hash."""
    if client_message_id is None:
        return None
    kept = storable_text(client_message_id)
    if discreet(kept) == client_message_id:
        return kept
    return sha256(client_message_id.encode("utf-8", "surrogatepass")).hexdigest()
