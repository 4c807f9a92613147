"""The Postgres checkpointer, in a schema of its own and bound to the turn's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import BaseModel

from agent.state import Past, Spoken
from core import model, reply
from core.database import Connection, Pool
from core.errors import DatabaseNewer
from core.sql import sql


def stored_types() -> Iterable[tuple[str, str]]:
    """Module and name of every class that a checkpoint may hold; nothing else is ever loaded."""
    for module in (model, reply):
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, BaseModel):
                yield value.__module__, name
    for kept in (Past, Spoken):
        yield kept.__module__, kept.__name__


SERIALIZER = JsonPlusSerializer(allowed_msgpack_modules=sorted(set(stored_types())))


def saver(connection: Connection) -> AsyncPostgresSaver:
    """A checkpointer on this connection: it commits and rolls back with the connection's turn."""
    return AsyncPostgresSaver(connection, serde=SERIALIZER)


async def prepare(pool: Pool) -> None:
    """Create the checkpointer's own tables, in the schema ``checkpoints``.

    Raises:
        DatabaseNewer: a later release of its library has changed them.
    """
    async with pool.connection() as connection:
        await connection.execute(sql("agent", "create_checkpoints"))
        await AsyncPostgresSaver(connection).setup()
        row = await (await connection.execute(sql("agent", "newest_checkpoints"))).fetchone()
    if row and (row["number"] or 0) >= len(AsyncPostgresSaver.MIGRATIONS):
        raise DatabaseNewer(
            "A later release of langgraph-checkpoint-postgres keeps checkpoints in another way. "
            "Start the version of FirstFive that served last or a later one: docs/upgrading.md."
        )
