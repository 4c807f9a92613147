"""The agent's doors, and the composition root that opens everything behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from langchain_core.runnables import RunnableConfig
from psycopg import InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

import conversations
from agent import opening
from agent.context import Context, Meter
from agent.graph import Graph, build_graph
from agent.hearing import fresh
from agent.packs import Served
from agent.parameters import Parameters, load_parameters
from agent.saver import prepare, saver
from agent.shelf import Shelf
from agent.state import State
from core.database import Connection, Pool, open_pool
from core.errors import DatabaseUnavailable, InvalidMessage, MessageTooLong, TurnRunning
from core.reply import Reply, Said
from core.settings import Settings
from guards.incoming import screen
from models.chat import ChatModel, open_chat
from models.encoder import open_encoder
from tools.desk import Desk

VERDICTS = ("interested", "not_interested", "helpful", "not_helpful")


class Agent:
    """Interviews, recommends and remembers. Every door raises :mod:`core.errors` only.

    ``pool`` is the database, ``shelf`` the published catalogues in memory.
    """

    def __init__(
        self, settings: Settings, pool: Pool, shelf: Shelf, chat: ChatModel | None
    ) -> None:
        self._settings = settings
        self.pool = pool
        self.shelf = shelf
        self._chat = chat
        self._graph: Graph = build_graph()
        self._parameters: Parameters = load_parameters()

    def domains(self) -> list[dict[str, Any]]:
        """The packs served, as the conversation API lists them."""
        return [opening.described(served) for served in self.shelf.served()]

    async def start(self, domain: str | None = None, locale: str | None = None) -> opening.Started:
        """Begin a conversation with a pack, by default the one marked so."""
        served = await self.shelf.newest(domain)
        reply = opening.reply(served.pack)
        async with self._connection() as connection:
            created = await conversations.create(
                connection,
                pack=served.pack.id,
                locale=locale or served.pack.locale,
                versions={"catalogue": served.snapshot.version},
                opening=reply,
            )
        return opening.Started(created.id, created.token, reply)

    async def turn(
        self,
        conversation_id: str,
        *,
        text: str | None = None,
        choices: Sequence[str] | None = None,
        profile: Sequence[Mapping[str, Any]] | None = None,
        client_message_id: str | None = None,
    ) -> Reply:
        """Answer one message: text, clicked choices, or edits of the profile.

        The same ``client_message_id`` again returns the stored reply and changes nothing.
        """
        said = _said(text, choices, profile)
        async with self._connection() as connection:
            if client_message_id is not None:
                known = await self._known(connection, conversation_id, client_message_id)
                if known is not None:
                    return known
            await conversations.read_conversation(connection, conversation_id)
            async with conversations.locked(connection, conversation_id):
                await self._catch_up(connection, conversation_id, client_message_id)
                begun = await conversations.begin_turn(
                    connection, conversation_id, said, client_message_id
                )
                return begun.reply or await self._run(
                    connection, conversation_id, begun.n, begun.said
                )

    async def _known(
        self, connection: Connection, conversation_id: str, client_message_id: str
    ) -> Reply | None:
        reply = await conversations.finished_reply(connection, conversation_id, client_message_id)
        if reply is None and await conversations.is_running(
            connection, conversation_id, client_message_id
        ):
            raise TurnRunning
        return reply

    async def _catch_up(
        self, connection: Connection, conversation_id: str, client_message_id: str | None
    ) -> None:
        """Run turns whose process died before they were answered."""
        while left := await conversations.unfinished(
            connection, conversation_id, client_message_id
        ):
            with suppress(InvalidMessage, MessageTooLong):
                await self._run(connection, conversation_id, left.n, left.said)

    async def _run(self, connection: Connection, conversation_id: str, n: int, said: Said) -> Reply:
        """One run of the graph: the turn's row and the checkpoint commit together or not at all."""
        try:
            async with connection.transaction():
                context = await self._context(connection, conversation_id)
                graph = self._graph.copy({"checkpointer": saver(connection)})
                config: RunnableConfig = {"configurable": {"thread_id": conversation_id}}
                state = await graph.aget_state(config)
                incoming: State = opening.incoming(context.pack, state.values, said, n)
                final = await graph.ainvoke(incoming, config, context=context, durability="exit")
        except Exception:
            # A call that failed changes nothing; where the connection is gone too, the turn stays
            # unfinished and is run again by the next message.
            if not connection.closed:
                await conversations.abandon_turn(connection, conversation_id, n)
            raise
        reply: Reply = final["reply"]
        return reply

    async def _context(self, connection: Connection, conversation_id: str) -> Context:
        conversation = await conversations.read_conversation(connection, conversation_id)
        served = await self.shelf.version(conversation.pack, conversation.versions.get("catalogue"))
        meter = Meter()
        return Context(
            settings=self._settings,
            pack=served.pack,
            desk=Desk(connection, served.pack, served.snapshot, self.shelf.encoder, meter.step),
            listener=served.listener,
            guard=served.guard,
            parameters=self._parameters,
            chat=self._chat,
            connection=connection,
            conversation_id=conversation_id,
            meter=meter,
        )

    async def transcript(self, conversation_id: str) -> dict[str, Any]:
        """The whole conversation, as the conversation API shows it."""
        async with self._connection() as connection:
            return await conversations.transcript(connection, conversation_id)

    async def feedback(
        self, conversation_id: str, item_id: str | None, verdict: str, note: str | None = None
    ) -> None:
        """Keep what the person thinks of an item, or of the conversation."""
        if verdict not in VERDICTS:
            raise InvalidMessage(f"verdict: {verdict!r} is not one of: {', '.join(VERDICTS)}.")
        async with self._connection() as connection:
            await conversations.add_feedback(connection, conversation_id, item_id, verdict, note)

    async def erase(self, conversation_id: str) -> None:
        """Forget a conversation, checkpoints included."""
        async with self._connection() as connection:
            await conversations.erase(connection, conversation_id)

    async def authorised(self, conversation_id: str, token: str) -> bool:
        """Whether the token is the conversation's."""
        async with self._connection() as connection:
            return await conversations.authorised(connection, conversation_id, token)

    async def ready(self) -> str | None:
        """Why nothing can be served; None when all is well."""
        if not self.shelf.served():
            return "No catalogue has been ingested."
        try:
            async with self._connection() as connection:
                await connection.execute("select 1")
        except DatabaseUnavailable as error:
            return str(error)
        return None

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        try:
            async with self.pool.connection() as connection:
                yield connection
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise DatabaseUnavailable(type(error).__name__) from error


def _said(
    text: str | None,
    choices: Sequence[str] | None,
    profile: Sequence[Mapping[str, Any]] | None,
) -> Said:
    if text is not None:
        screen(text)
    given = [value is not None for value in (text, choices, profile)]
    if sum(given) != 1:
        raise InvalidMessage("Exactly one of text, choices and profile is needed.")
    return Said(
        text=text,
        choices=None if choices is None else tuple(choices),
        profile=None if profile is None else tuple(dict(edit) for edit in profile),
    )


@asynccontextmanager
async def open_agent(settings: Settings) -> AsyncIterator[Agent]:
    """Open database, encoder, catalogues and models; close them at the end.

    Raises:
        BadSetting, DatabaseUnavailable, EncoderUnavailable: what the message says.
    """
    encoder = await asyncio.to_thread(open_encoder, settings)
    chat = open_chat(settings)
    async with open_pool(settings) as pool:
        await prepare(pool)
        shelf = Shelf(pool, encoder, settings.data_dir / "models")
        await shelf.load()
        warming = asyncio.create_task(shelf.warm())
        try:
            yield Agent(settings, pool, shelf, chat)
        finally:
            await warming


__all__ = ["Agent", "Served", "fresh", "open_agent"]
