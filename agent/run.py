"""Runs of the graph for one conversation: what was said, and what a crash left unanswered."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from langchain_core.runnables import RunnableConfig

import conversations
from agent.context import Context, Meter
from agent.graph import Graph
from agent.opening import question
from agent.packs import Served
from agent.parameters import Parameters
from agent.profile import entries
from agent.recommending import shortened
from agent.saver import saver
from agent.state import Spoken, State
from catalogue.search import read_items
from conversations import Conversation, TurnRecord
from core.database import Connection
from core.errors import InvalidMessage, MessageTooLong
from core.model import Wish
from core.reply import Progress, Question, Reply, Said
from core.settings import Settings
from models.chat import Chat
from tools.desk import Desk

SET_ASIDE = (
    "I could not work on your last message; nothing of it was used. "
    "Could you say it in other words?"
)

MOST_REMEMBERED = 10_000


class Survived:
    """Attempts at turns that broke off while this process lived on, by conversation and turn."""

    def __init__(self) -> None:
        self._times: Counter[tuple[str, int]] = Counter()

    def add(self, conversation_id: str, n: int) -> None:
        """One more."""
        if len(self._times) >= MOST_REMEMBERED:
            self._times.clear()
        self._times[conversation_id, n] += 1

    def pop(self, conversation_id: str) -> list[tuple[int, int]]:
        """Turns of a conversation and how often, which are forgotten."""
        keys = [key for key in self._times if key[0] == conversation_id]
        return [(key[1], self._times.pop(key)) for key in keys]


@dataclass(frozen=True)
class Reach:
    """What every run needs, whatever the conversation; ``connection`` holds the lock."""

    connection: Connection
    graph: Graph
    settings: Settings
    parameters: Parameters
    chat: Chat | None
    survived: Survived = field(default_factory=Survived)


@dataclass(frozen=True)
class Seen:
    """The question that the person had on the screen when they wrote; None for none."""

    question: Question | None


class Run:
    """Runs turns of one conversation on one connection, which must hold its lock."""

    def __init__(self, reach: Reach, conversation: Conversation, served: Served) -> None:
        self._reach = reach
        self._conversation = conversation
        self._served = served
        self._graph = reach.graph.copy({"checkpointer": saver(reach.connection)})
        self._config: RunnableConfig = {"configurable": {"thread_id": conversation.id}}

    async def catch_up(self, client_message_id: str | None) -> Seen | None:
        """Answer messages whose process died, in their order; one that died twice is set aside.

        Returns what the person still sees, if there was any such message: the new one answers that
        question, not one whose asking they never saw.
        """
        seen: Seen | None = None
        await self._forgive()
        while left := await conversations.unfinished(
            self._reach.connection, self._conversation.id, client_message_id
        ):
            seen = seen or Seen(await self._pending())
            if left.spent:
                await self.set_aside(left.n)
                continue
            with suppress(InvalidMessage, MessageTooLong):
                await self.turn(left.n, left.said)
        return seen

    async def set_spent_aside(self) -> None:
        """Answer messages that died as often as one may be tried, without working on them."""
        await self._forgive()
        for n in await conversations.spent_turns(self._reach.connection, self._conversation.id):
            await self.set_aside(n)

    async def set_aside(self, n: int) -> Reply:
        """Finish a turn without hearing what was said: the profile and the question stay."""
        state = (await self._graph.aget_state(self._config)).values
        wishes, pending = state.get("wishes", ()), await self._pending()
        reply = Reply(
            kind="notice" if pending is None else "question",
            text=SET_ASIDE,
            question=pending,
            profile=entries(wishes, self._served.pack),
            progress=Progress(asked=len(state.get("asked", ()))),
        )
        record = TurnRecord(
            reply=reply,
            profile_before=wishes,
            profile_after=wishes,
            act="set aside",
            degraded=("hearing",),
        )
        connection = self._reach.connection
        async with connection.transaction():
            await conversations.finish_turn(connection, self._conversation.id, n, record)
        return reply

    async def _forgive(self) -> None:
        for n, times in self._reach.survived.pop(self._conversation.id):
            await conversations.forgive_attempts(
                self._reach.connection, self._conversation.id, n, times
            )

    async def wishes(self) -> tuple[Wish, ...]:
        """The profile as it stands."""
        state = await self._graph.aget_state(self._config)
        wishes: tuple[Wish, ...] = state.values.get("wishes", ())
        return wishes

    async def _pending(self) -> Question | None:
        state = await self._graph.aget_state(self._config)
        if not state.values:
            return question(self._served.pack)
        pending: Question | None = state.values.get("pending")
        return pending

    async def turn(self, n: int, said: Said, seen: Seen | None = None) -> Reply:
        """One run: the turn's row and the checkpoint commit together, or not at all."""
        connection = self._reach.connection
        incoming: State = {"said": said, "turn": n}
        if seen is not None:
            incoming["pending"] = seen.question
        if evidence := await self._looked_at():
            incoming["spoken"] = evidence
        try:
            async with connection.transaction():
                final = await self._graph.ainvoke(
                    incoming, self._config, context=self._context(), durability="exit"
                )
        except BaseException as error:
            # A call that failed changes nothing; where the connection is gone too, the turn stays
            # unfinished and is run again by the next message: this process did not die of it.
            if connection.closed or not isinstance(error, Exception):
                self._reach.survived.add(self._conversation.id, n)
            else:
                await conversations.abandon_turn(connection, self._conversation.id, n)
            raise
        reply: Reply = final["reply"]
        return reply

    async def _looked_at(self) -> tuple[Spoken, ...]:
        """What the item on the person's page says, before anything else was said."""
        id = self._conversation.looking_at
        if id is None or (await self._graph.aget_state(self._config)).values:
            return ()
        found = await read_items(self._reach.connection, self._served.pack.id, [id])
        gists = (f"{item.title}. {shortened(item.summary)}" for item in found)
        return tuple(Spoken(attribute="more", text=gist, turn=0) for gist in gists)

    def _context(self) -> Context:
        reach, served, meter = self._reach, self._served, Meter()
        return Context(
            settings=reach.settings,
            pack=served.pack,
            desk=Desk(reach.connection, served.pack, served.snapshot, served.encoder, meter.step),
            listener=served.listener,
            guard=served.guard,
            parameters=reach.parameters,
            chat=reach.chat,
            connection=reach.connection,
            conversation_id=self._conversation.id,
            meter=meter,
        )
