"""Turns in the store without an agent: begun, finished, or left as a dead process leaves them."""

from __future__ import annotations

from uuid import UUID

from conversations import store
from core.database import Connection
from core.reply import Said

SOMEBODY = UUID("5bd1e995-0000-4000-8000-000000000001")
"""Who works on the turns that are begun here."""


async def begin(
    connection: Connection, id: str, said: Said, client_message_id: str | None = None
) -> store.Taken:
    """Take up the message's turn, however long SOMEBODY is still said to work on another one."""
    taken = await store.take_turn(
        connection, id, said, client_message_id, holder=SOMEBODY, given_up=[SOMEBODY]
    )
    assert taken is not None
    return taken


async def finish(connection: Connection, id: str, n: int, record: store.TurnRecord) -> None:
    """Finish a turn that was begun here."""
    hold = store.Hold(conversation_id=id, n=n, holder=SOMEBODY)
    await store.finish_turn(connection, hold, record)


async def died(connection: Connection, id: str) -> None:
    """Let so much time go by that whoever works on the conversation counts as dead."""
    await connection.execute(
        "update conversations.turns set held_until = now() where conversation_id = %s", [id]
    )
