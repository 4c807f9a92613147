"""Runs of the graph for one conversation: what was said, and what a crash left unanswered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from time import monotonic
from typing import cast
from uuid import uuid4

from langchain_core.runnables import RunnableConfig

import conversations
from agent.context import Context, Meter, at_once
from agent.graph import Graph
from agent.opening import question
from agent.packs import Served
from agent.parameters import Parameters
from agent.profile import entries
from agent.recommending import shortened
from agent.saver import Saver
from agent.state import Spoken, State
from conversations import Conversation, Hold, InWork, Taken, TurnRecord, Work
from core.database import Lender, Pool
from core.errors import DatabaseUnavailable, InvalidMessage, MessageTooLong, TurnRunning
from core.model import Wish
from core.reply import Doing, Progress, Question, Reply, Said
from core.settings import Settings
from models.chat import Chat
from tools.desk import Desk

SET_ASIDE = (
    "I could not work on your last message; nothing of it was used. "
    "Could you say it in other words?"
)

LONGEST_WAIT = 15.0
"""Seconds that a message waits for one that another process works on."""

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.4
"""Seconds between two looks whether that is over."""


@dataclass(frozen=True)
class Reach:
    """What every run needs, whatever the conversation."""

    pool: Pool
    graph: Graph
    settings: Settings
    parameters: Parameters
    chat: Chat | None
    in_work: InWork
    waiting: Callable[[], AbstractContextManager[None]] = nullcontext
    reading: Callable[[str], AbstractAsyncContextManager[None]] = at_once
    told: Callable[[Doing], None] | None = None


@dataclass(frozen=True)
class Seen:
    """The question that the person had on the screen when they wrote; None for none."""

    question: Question | None


class Run:
    """Runs turns of one conversation.

    A connection is borrowed for each read and for the commit, and never held while a model is
    awaited. The catalogue is ``served`` for all of it.
    """

    def __init__(self, reach: Reach, conversation: Conversation, served: Served) -> None:
        self._reach = reach
        self._conversation = conversation
        self._served = served
        self._lender = Lender(reach.pool)
        self._config: RunnableConfig = {"configurable": {"thread_id": conversation.id}}

    async def answer(self, said: Said, client_message_id: str | None) -> Reply:
        """The reply to a message, after the answers to those whose process died.

        Raises:
            TurnRunning: another process works on the conversation all the time.
        """
        seen: Seen | None = None
        while True:
            taken = await self._patiently(said, client_message_id)
            if taken.reply is not None:
                return taken.reply
            if taken.own:
                return await self._run(taken, seen)
            seen = seen or Seen(await self._pending())
            await self._make_up(taken)

    async def catch_up(self) -> None:
        """Answer messages whose process died, in their order; one that died twice is set aside."""
        while taken := await self._take():
            await self._make_up(taken)

    async def set_spent_aside(self) -> None:
        """Answer messages that died as often as one may be tried, without working on them."""
        while taken := await self._take(least_attempts=conversations.MOST_ATTEMPTS):
            await self._run(taken, None)

    async def wishes(self) -> tuple[Wish, ...]:
        """The profile as it stands."""
        wishes: tuple[Wish, ...] = (await self._state()).get("wishes", ())
        return wishes

    async def _patiently(self, said: Said, client_message_id: str | None) -> Taken:
        """The next turn, waited for while another process works on the conversation."""
        pause, deadline = FIRST_PAUSE, monotonic() + LONGEST_WAIT
        while True:
            try:
                taken = await self._take(said, client_message_id)
                assert taken is not None, "a message is always given a turn"
                return taken
            except TurnRunning:
                if monotonic() + pause > deadline:
                    raise
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _take(
        self,
        said: Said | None = None,
        client_message_id: str | None = None,
        least_attempts: int = 0,
    ) -> Taken | None:
        in_work, id, holder = self._reach.in_work, self._conversation.id, uuid4()
        try:
            async with self._lender.lend() as connection:
                return await conversations.take_turn(
                    connection,
                    id,
                    said,
                    client_message_id,
                    holder=holder,
                    given_up=in_work.given_up(id),
                    least_attempts=least_attempts,
                )
        except BaseException:
            in_work.give_up(id, holder)  # it may have been taken, and nobody was told
            raise

    async def _make_up(self, taken: Taken) -> None:
        """Answer a message that was left; what cannot be used of it is said to nobody."""
        with suppress(InvalidMessage, MessageTooLong):
            await self._run(taken, None)

    async def _run(self, taken: Taken, seen: Seen | None) -> Reply:
        if taken.spent:
            return await self._set_aside(taken.hold)
        return await self.turn(taken, seen)

    async def turn(self, taken: Taken, seen: Seen | None = None) -> Reply:
        """One run: the turn's row and the checkpoint commit together, or not at all."""
        hold, in_work = taken.hold, self._reach.in_work
        try:
            async with in_work.holding(hold) as work:
                return await self._committed(taken, seen, work)
        except BaseException as error:
            # A call that failed changes nothing; where that cannot be stored now, or nobody waits
            # any more, the turn is left for the next message: this process did not die of it.
            if isinstance(error, DatabaseUnavailable) or not isinstance(error, Exception):
                in_work.give_up(hold.conversation_id, hold.holder)
            else:
                await self._abandon(hold)
            raise

    async def _committed(self, taken: Taken, seen: Seen | None, work: Work) -> Reply:
        saver = Saver(self._lender.lend)
        final = await work.until_broken_off(self._walked(taken, seen, saver))
        async with self._lender.lend() as connection, connection.transaction():
            await conversations.finish_turn(connection, taken.hold, final["record"])
            await saver.write(connection)
        return final["reply"]

    async def _walked(self, taken: Taken, seen: Seen | None, saver: Saver) -> State:
        """The state at the end of the graph; nothing is stored yet. What is done is told."""
        incoming: State = {"said": taken.said, "turn": taken.n}
        if seen is not None:
            incoming["pending"] = seen.question
        if evidence := await self._looked_at():
            incoming["spoken"] = evidence
        graph = self._reach.graph.copy({"checkpointer": saver})
        final: State = {}
        async for mode, told in graph.astream(
            incoming,
            self._config,
            context=self._context(),
            durability="exit",
            stream_mode=["custom", "values"],
        ):
            if mode == "values":
                final = cast(State, told)
            elif self._reach.told is not None:
                self._reach.told(cast(Doing, told))
        return final

    async def _abandon(self, hold: Hold) -> None:
        try:
            async with self._lender.lend() as connection:
                await conversations.abandon_turn(connection, hold)
        except BaseException:
            self._reach.in_work.give_up(hold.conversation_id, hold.holder)
            raise

    async def _set_aside(self, hold: Hold) -> Reply:
        """Finish a turn without hearing what was said: the profile and the question stay."""
        state = await self._state()
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
        async with self._lender.lend() as connection, connection.transaction():
            await conversations.finish_turn(connection, hold, record)
        return reply

    async def _state(self) -> State:
        """What the last turn left; empty before the first."""
        saver = Saver(self._lender.lend)
        graph = self._reach.graph.copy({"checkpointer": saver})
        return cast(State, (await graph.aget_state(self._config)).values)

    async def _pending(self) -> Question | None:
        state = await self._state()
        return state.get("pending") if state else question(self._served.pack)

    async def _looked_at(self) -> tuple[Spoken, ...]:
        """What the item on the person's page says, before anything else was said."""
        id = self._conversation.looking_at
        if id is None or await self._state():
            return ()
        found = await self._desk(Meter()).items([id])
        gists = (f"{item.title}. {shortened(item.summary)}" for item in found)
        return tuple(Spoken(attribute="more", text=gist, turn=0) for gist in gists)

    def _desk(self, meter: Meter) -> Desk:
        served = self._served
        return Desk(self._lender.lend, served.pack, served.snapshot, served.encoder, meter.step)

    def _context(self) -> Context:
        reach, served, meter = self._reach, self._served, Meter()
        return Context(
            settings=reach.settings,
            pack=served.pack,
            desk=self._desk(meter),
            listener=served.listener,
            guard=served.guard,
            parameters=reach.parameters,
            chat=reach.chat,
            conversation_id=self._conversation.id,
            meter=meter,
            waiting=reach.waiting,
            reading=reach.reading,
        )
