"""The agent's doors, and the composition root that opens everything behind them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import conversations
from agent import opening
from agent.gate import Gate
from agent.graph import Graph, build_graph
from agent.looking import compare_items, find_choices, shown_now
from agent.message import said_of, strings
from agent.packs import Served
from agent.parameters import Parameters, load_parameters
from agent.run import Reach, Run
from agent.saver import prepare
from agent.shelf import Shelf
from conversations import Conversation, InWork
from conversations.heartbeat import Heartbeat
from core.database import Connection, Pool, lent, open_pool
from core.errors import InvalidMessage, TurnRunning
from core.reply import Choice, Comparison, Doing, Reply, Said
from core.settings import Settings
from guards.incoming import discreet, screen
from models.chat import Chat, open_chat
from models.encoder import open_encoder
from models.prompt_store import keep_prompt
from models.tracing import hide_words
from prompts import load_prompt, prompt_names

VERDICTS = ("interested", "not_interested", "helpful", "not_helpful")


class Agent:
    """Interviews, recommends and remembers. Every door raises :mod:`core.errors` only.

    ``pool`` is the database, ``shelf`` the published catalogues in memory, ``chat`` the language
    models, None without any.
    """

    def __init__(self, settings: Settings, pool: Pool, shelf: Shelf, chat: Chat | None) -> None:
        self._settings = settings
        self.pool = pool
        self.shelf = shelf
        self.chat = chat
        self._graph: Graph = build_graph()
        self._parameters: Parameters = load_parameters()
        self._gate = Gate(settings.turns_at_once)
        self._in_work = InWork(pool)
        self._heartbeat = Heartbeat(pool)

    def domains(self) -> list[dict[str, Any]]:
        """The packs served, as the conversation API lists them."""
        return [opening.described(served) for served in self.shelf.served()]

    async def start(
        self, domain: str | None = None, locale: str | None = None, looking_at: str | None = None
    ) -> opening.Started:
        """Begin a conversation with a pack, by default the one marked so.

        ``looking_at`` is the id of the item on the page where it begins: what the person looks for
        is likely to be like it. An item that may not be shown now counts for nothing.
        """
        served = await self.shelf.newest(domain)
        with self._gate.admitted():
            async with self._connection() as connection:
                seen = await shown_now(connection, served, looking_at)
                reply = opening.reply(
                    served.pack, served.guard.source_text(seen.title) if seen else None
                )
                created = await conversations.create(
                    connection,
                    pack=served.pack.id,
                    locale=locale or served.pack.locale,
                    versions={"catalogue": served.snapshot.version},
                    opening=reply,
                    looking_at=seen.id if seen else None,
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
        told: Callable[[Doing], None] | None = None,
    ) -> Reply:
        """Answer one message: text, clicked choices, or edits of the profile.

        The same ``client_message_id`` again returns the stored reply and changes nothing. ``told``
        is called with what is being done, as it begins.

        Raises:
            TurnStopped: somebody called :meth:`stop`; nothing of the message counts.
        """
        with self._gate.admitted():
            said = await asyncio.to_thread(said_of, text, choices, profile)
            return await self._answered(conversation_id, said, client_message_id, told)

    async def stop(self, conversation_id: str) -> bool:
        """Break off the turn that is in work, in whatever process; nothing of it counts.

        False where there is none, or it is too late.
        """
        here = self._in_work.stop(conversation_id)
        async with self._connection() as connection:
            return await conversations.stop_turn(connection, conversation_id) or here

    async def _answered(
        self,
        conversation_id: str,
        said: Said,
        client_message_id: str | None,
        told: Callable[[Doing], None] | None,
    ) -> Reply:
        async with self._connection() as connection:
            conversation = await conversations.read_conversation(connection, conversation_id)
            known = await self._known(connection, conversation_id, client_message_id)
        if known is not None:
            return known
        served = await self.shelf.version(conversation.pack, conversation.versions.get("catalogue"))
        async with self._gate.pass_through(conversation_id):
            return await self._run(conversation, served, told).answer(said, client_message_id)

    async def _known(
        self, connection: Connection, conversation_id: str, client_message_id: str | None
    ) -> Reply | None:
        if client_message_id is None:
            return None
        reply = await conversations.finished_reply(connection, conversation_id, client_message_id)
        given_up = self._in_work.given_up(conversation_id)
        if reply is None and await conversations.is_running(
            connection, conversation_id, client_message_id, given_up
        ):
            raise TurnRunning
        return reply

    def _run(
        self,
        conversation: Conversation,
        served: Served,
        told: Callable[[Doing], None] | None = None,
    ) -> Run:
        reach = Reach(
            pool=self.pool,
            graph=self._graph,
            settings=self._settings,
            parameters=self._parameters,
            chat=self.chat,
            in_work=self._in_work,
            waiting=self._gate.aside,
            reading=self._gate.reading,
            told=told,
        )
        return Run(reach, conversation, served)

    async def catch_up(self, conversation_id: str) -> None:
        """Answer a message whose process died before it was answered, where there is one.

        For a front end whose person comes back; nothing happens while a turn is running. A message
        of which two processes died is not tried again: it is answered by saying so.
        """
        conversation, served = await self._found(conversation_id)
        with self._gate.admitted(), suppress(TurnRunning):
            if not self._in_work.works_on(conversation_id):
                await self._run(conversation, served).catch_up()

    async def transcript(self, conversation_id: str) -> dict[str, Any]:
        """The whole conversation, as the conversation API shows it.

        No message is worked on for it; one of which two processes died is answered by saying so.
        """
        conversation, served = await self._found(conversation_id)
        with suppress(TurnRunning):
            if not self._in_work.works_on(conversation_id):
                await self._run(conversation, served).set_spent_aside()
        async with self._connection() as connection:
            return await conversations.transcript(connection, conversation_id)

    async def choices(self, conversation_id: str, attribute: str, typed: str) -> tuple[Choice, ...]:
        """Values of an attribute that begin as typed; each may be chosen where it is asked."""
        conversation, served = await self._found(conversation_id)
        wishes = await self._run(conversation, served).wishes()
        lend = self._connection
        return await find_choices(lend, served, wishes, attribute, typed, self._parameters)

    async def compare(self, conversation_id: str, item_ids: Sequence[str]) -> Comparison:
        """Items of the conversation's catalogue side by side."""
        _, served = await self._found(conversation_id)
        async with self._connection() as connection:
            return await compare_items(connection, served, item_ids)

    async def feedback(
        self, conversation_id: str, item_id: str | None, verdict: str, note: str | None = None
    ) -> None:
        """Keep what the person thinks of an item, or of the conversation."""
        if verdict not in VERDICTS:
            raise InvalidMessage(f"verdict: {verdict!r} is not one of: {', '.join(VERDICTS)}.")
        for words in filter(str.strip, strings((item_id, note))):
            await asyncio.to_thread(screen, words)
        kept = None if note is None else await asyncio.to_thread(discreet, note)
        async with self._connection() as connection:
            await conversations.add_feedback(connection, conversation_id, item_id, verdict, kept)

    async def erase(self, conversation_id: str, who: str | None = None) -> None:
        """Forget a conversation: checkpoints, exports, and words still in memory included.

        ``who`` asks for it, for the audit; by default the holder of its token.
        """
        settings = self._settings
        async with self._connection() as connection:
            await conversations.erase(
                connection,
                conversation_id,
                at_least_days=settings.keep_at_least_days,
                who=who or conversations.HOLDER,
            )
        conversations.forget_exports(settings.data_dir, [conversation_id])
        self.shelf.forget_words()
        if self.chat:
            self.chat.forget()

    async def authorised(self, conversation_id: str, token: str) -> bool:
        """Whether the token is the conversation's."""
        async with self._connection() as connection:
            return await conversations.authorised(connection, conversation_id, token)

    async def ready(self) -> str | None:
        """Why nothing can be served; None when all is well."""
        if not self.shelf.served():
            return "No catalogue has been ingested."
        return await self._heartbeat.problem()

    async def close(self) -> None:
        """Hold no turn any more."""
        await self._in_work.close()

    async def _found(self, conversation_id: str) -> tuple[Conversation, Served]:
        async with self._connection() as connection:
            conversation = await conversations.read_conversation(connection, conversation_id)
        version = conversation.versions.get("catalogue")
        return conversation, await self.shelf.version(conversation.pack, version)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        async with lent(self.pool) as connection:
            yield connection


@asynccontextmanager
async def open_agent(settings: Settings) -> AsyncIterator[Agent]:
    """Open database, encoder, catalogues and models; close them at the end.

    Raises:
        BadSetting, DatabaseUnavailable, EncoderUnavailable: what the message says.
    """
    hide_words(settings)
    encoder = await asyncio.to_thread(open_encoder, settings)
    async with open_pool(settings) as pool, open_chat(settings) as chat:
        await prepare(pool)
        await _keep_prompts(pool)
        shelf = Shelf(pool, encoder, settings)
        await shelf.load()
        warming = asyncio.create_task(_warm(shelf))
        agent = Agent(settings, pool, shelf, chat)
        try:
            yield agent
        finally:
            await agent.close()
            if await warming:
                gc.unfreeze()


async def _keep_prompts(pool: Pool) -> None:
    """Keep the prompts as they are now: turns record versions only."""
    async with pool.connection() as connection:
        for prompt in map(load_prompt, prompt_names()):
            await keep_prompt(connection, prompt.name, prompt.version, prompt.content)


async def _warm(shelf: Shelf) -> bool:
    """Build what the first five needs, and leave it out of garbage collections from then on.

    A collection that walks through all that is loaded would stop some turn for a tenth of a second.
    Nothing is done, and False returned, where the process has left out things by itself before.
    """
    await shelf.warm()
    if gc.get_freeze_count():
        return False
    gc.collect()
    gc.freeze()
    return True
