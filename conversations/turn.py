"""One turn in the store: begun when its message arrives, finished with its reply."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from psycopg.errors import ForeignKeyViolation

from conversations.conversation import checked_id
from conversations.lock import lock_key
from conversations.record import TurnRecord
from conversations.review.trace import note_trace
from conversations.storable import document, storable_text
from conversations.transcript import marked
from core.database import Connection
from core.errors import UnknownConversation
from core.model import Frozen
from core.reply import Reply, Said
from core.sql import sql
from guards.incoming import discreet

MOST_ATTEMPTS = 2
"""How often a turn is run: a message whose process died this often is set aside, not run again."""


class Begun(Frozen):
    """A turn to run, or one that has its ``reply`` already. ``said`` is what was stored first.

    ``attempts`` counts this one: it was stored before anything is done.
    """

    n: int
    said: Said
    reply: Reply | None
    begun_at: datetime
    attempts: int = 1

    @property
    def spent(self) -> bool:
        """Whether it was run as often as a turn may be: it is to be set aside."""
        return self.attempts > MOST_ATTEMPTS


class Unfinished(Frozen):
    """A turn that was begun and never finished: its process died. ``attempts`` counts this one."""

    n: int
    said: Said
    attempts: int

    @property
    def spent(self) -> bool:
        """Whether it was run as often as a turn may be: it is to be set aside."""
        return self.attempts > MOST_ATTEMPTS


async def begin_turn(
    connection: Connection, conversation_id: str, said: Said, client_message_id: str | None = None
) -> Begun:
    """Store a message before anything is done with it. Call it under the lock, in no transaction.

    The same ``client_message_id`` again gives the turn that it began, finished or not.

    Raises:
        UnknownConversation: there is none.
    """
    values = {
        "id": checked_id(conversation_id),
        "client_message_id": _client(client_message_id),
        "said": document(said.model_dump(mode="json", exclude_none=True)),
    }
    try:
        cursor = await connection.execute(sql("conversations", "begin_turn"), values)
    except ForeignKeyViolation as error:
        raise UnknownConversation from error
    row = await cursor.fetchone()
    if row and row["reply"]:
        row["reply"] = marked(row["reply"])
    return Begun.model_validate(row)


async def finish_turn(
    connection: Connection, conversation_id: str, n: int, record: TurnRecord
) -> None:
    """Complete turn ``n``; in the transaction of the checkpoint, so that both count or neither.

    What reviewers search and sort by is written with it.

    Raises:
        UnknownConversation: it was erased, or the turn abandoned, in the meantime.
    """
    values = {
        "id": checked_id(conversation_id),
        "n": n,
        "record": document(record.model_dump(mode="json")),
    }
    cursor = await connection.execute(sql("conversations", "finish_turn"), values)
    row = await cursor.fetchone()
    if row is None:
        raise UnknownConversation
    said = Said.model_validate(row["said"])
    await note_trace(connection, conversation_id, n, row["finished_at"], said, record)


async def abandon_turn(connection: Connection, conversation_id: str, n: int) -> None:
    """Forget the unfinished turn ``n``: a call that failed changes nothing."""
    values = {"id": checked_id(conversation_id), "n": n}
    await connection.execute(sql("conversations", "abandon_turn"), values)


async def finished_reply(
    connection: Connection, conversation_id: str, client_message_id: str
) -> Reply | None:
    """The stored reply to this message, None where it has none (yet)."""
    values = {"id": checked_id(conversation_id), "client_message_id": _client(client_message_id)}
    cursor = await connection.execute(sql("conversations", "finished_reply"), values)
    row = await cursor.fetchone()
    return Reply.model_validate(marked(row["reply"])) if row else None


async def is_running(connection: Connection, conversation_id: str, client_message_id: str) -> bool:
    """Whether another session is answering this message now; False too if its process died."""
    values = {
        "id": checked_id(conversation_id),
        "client_message_id": _client(client_message_id),
        "key": lock_key(conversation_id),
    }
    cursor = await connection.execute(sql("conversations", "is_running"), values)
    row = await cursor.fetchone()
    return bool(row and row["running"])


async def unfinished(
    connection: Connection, conversation_id: str, client_message_id: str | None = None
) -> Unfinished | None:
    """The earliest interrupted turn, to be answered before the message that now arrives.

    Call it under the lock, before ``begin_turn``, with the new message's own id (whose turn
    ``begin_turn`` takes over). One attempt more is stored before it is given; a turn that is
    ``spent`` is given too, to be set aside.
    """
    values = {
        "id": checked_id(conversation_id),
        "client_message_id": _client(client_message_id),
    }
    cursor = await connection.execute(sql("conversations", "take_unfinished"), values)
    row = await cursor.fetchone()
    return Unfinished.model_validate(row) if row else None


async def spent_turns(connection: Connection, conversation_id: str) -> list[int]:
    """The turns that died as often as a turn may be run. Call it under the lock."""
    values = {"id": checked_id(conversation_id), "most_attempts": MOST_ATTEMPTS}
    cursor = await connection.execute(sql("conversations", "spent_turns"), values)
    return [row["n"] for row in await cursor.fetchall()]


async def forgive_attempts(
    connection: Connection, conversation_id: str, n: int, attempts: int
) -> None:
    """Do not count attempts whose process lived on: what broke off there was not its message."""
    values = {"id": checked_id(conversation_id), "n": n, "attempts": attempts}
    await connection.execute(sql("conversations", "forgive_attempts"), values)


def _client(client_message_id: str | None) -> str | None:
    """As it is kept; what is more than an id, such as somebody's address, as its hash."""
    if client_message_id is None:
        return None
    kept = storable_text(client_message_id)
    if discreet(kept) == client_message_id:
        return kept
    return sha256(client_message_id.encode("utf-8", "surrogatepass")).hexdigest()
