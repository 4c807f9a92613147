"""The Postgres checkpointer, in a schema of its own; it writes in the turn's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
)
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.postgres.base import BasePostgresSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import BaseModel

from agent.state import Past, Spoken
from core import model, reply
from core.database import Connection, Lend, Pool
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


class Saver(BasePostgresSaver):
    """The checkpointer of one turn: it borrows a connection to read, and writes when it is told to.

    What the graph leaves to be kept is kept by :meth:`write`, on the connection and so in the
    transaction that the turn commits with. The graph must run with the durability ``exit``.
    """

    def __init__(self, lend: Lend) -> None:
        super().__init__(serde=SERIALIZER)
        self._lend = lend
        self._left: tuple[RunnableConfig, Checkpoint, CheckpointMetadata, ChannelVersions] | None
        self._left = None

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint before this turn."""
        async with self._lend() as connection:
            return await AsyncPostgresSaver(connection, serde=SERIALIZER).aget_tuple(config)

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Keep a checkpoint in memory."""
        self._left = (config, checkpoint, metadata, new_versions)
        configurable = {**config["configurable"], "checkpoint_id": checkpoint["id"]}
        return {"configurable": configurable}

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """What one node wrote is of use to nobody: a turn is run from its beginning, or not."""

    async def write(self, connection: Connection) -> None:
        """Write the checkpoint that the graph left."""
        if self._left is None:
            raise RuntimeError("the graph left no checkpoint")
        await AsyncPostgresSaver(connection, serde=SERIALIZER).aput(*self._left)


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
