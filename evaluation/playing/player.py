"""Plays one person against one policy, turn by turn as the graph does."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from langgraph.runtime import Runtime

from agent.belief import Belief
from agent.context import Context
from agent.decision import Decision, due
from agent.hearing import heard_changes, musts
from agent.listening import hear_choices
from agent.nodes.answer import answer
from agent.nodes.ask import ask, confirm
from agent.nodes.believe import believed, said_so_far
from agent.nodes.decide import interview_of
from agent.nodes.listen import pending_of
from agent.nodes.recommend import BEST
from agent.nodes.relax import relax
from agent.opening import question as opening_question
from agent.opening import reply as greeting
from agent.recommending import FIVE
from agent.state import State
from core.model import Heard, ItemValue, Range, Reading, WishValue
from core.reply import Reply, Said
from evaluation.people.person import Person
from evaluation.people.talker import Mode, Talker
from evaluation.playing.clock import Clock
from evaluation.playing.memory import Memory
from evaluation.playing.played import Played, Point, Stop
from evaluation.playing.policies import Moment, Policy

Path = tuple[tuple[str, ...], ...]
"""Everything said and the question each message answered: what the state follows from."""


@dataclass
class Dialogue:
    """One interview as it goes."""

    talker: Talker
    policy: Policy
    rng: random.Random
    state: State
    clock: Clock = field(default_factory=Clock)
    points: list[Point] = field(default_factory=list)
    path: Path = ()
    put: int = 0
    opening_seconds: float = 0.0
    stop: Stop | None = None


class Player:
    """Plays with everything a node may reach; ``groups`` are the reposts' groups by item id."""

    def __init__(self, context: Context, memory: Memory, groups: Mapping[str, str]) -> None:
        self._context = context
        self._runtime = Runtime(context=context)
        self._memory = memory
        self._groups = groups
        self._cap = context.settings.question_cap
        self._states: dict[Path, State] = {}

    def forget(self) -> None:
        """Drop what is kept of one person, whose interviews often begin alike."""
        self._memory.forget()
        self._states.clear()

    async def play(self, person: Person, mode: Mode, policy: Policy, seed: str) -> Played:
        """One interview, played until no question is left or the cap."""
        state: State = {"turn": 0, "pending": opening_question(self._context.pack)}
        dialogue = Dialogue(Talker(person, mode), policy, random.Random(seed), state)
        first = greeting(self._context.pack)
        dialogue.clock.read(first)
        said = dialogue.talker.opening()
        for _ in range(2 * self._cap + 6):
            dialogue.clock.say(said)
            dialogue.opening_seconds = dialogue.opening_seconds or _shown(dialogue.clock)
            reply = await self._turn(dialogue, said)
            if reply is None:
                break
            dialogue.clock.read(reply)
            said = dialogue.talker.answer(reply)
        return self._played(dialogue)

    async def _turn(self, d: Dialogue, said: Said) -> Reply | None:
        """One message: heard, believed, decided, carried out; None at the end."""
        pending = d.state.get("pending")
        d.path += ((pending.attribute if pending else "", said.text or "", *(said.choices or ())),)
        if d.path not in self._states:
            _change(d, {"said": said, "turn": d.state["turn"] + 1})
            _change(
                d, heard_changes(d.state, self._hear(d.state, d.talker.person), self._context.pack)
            )
            _change(d, {"belief": await self._believe(d.state)})
            self._states[d.path] = d.state
        d.state = self._states[d.path]
        changes = await self._reply(d)
        if changes is None:
            return None
        _change(d, changes)
        reply = d.state["reply"]
        d.put += reply.kind == "question" and d.stop is None
        if reply.kind == "recommendations":
            self._nothing(d)
            return None
        return reply

    async def _believe(self, state: State) -> Belief:
        words = said_so_far(state, self._context.pack, self._context.parameters)
        hard = musts(state.get("wishes", ()), self._context.pack)
        return believed(state, await self._memory.search(words, hard), self._context)

    def _hear(self, state: State, person: Person) -> Heard:
        said, pending = state["said"], pending_of(state)
        if said.choices is not None:
            return hear_choices(self._context.pack, said.choices, pending)
        wishes, titles = state.get("wishes", ()), state.get("titles", ())
        heard = self._context.listener.hear(said.text or "", pending, wishes, titles)
        if not person.truth:
            return heard
        answered = pending is not None and said.text not in (person.unmoved, person.opening)
        return read_right(heard, person, pending.attribute if pending and answered else None)

    async def _reply(self, d: Dialogue) -> dict[str, Any] | None:
        """What the decided node changes; None where the interview is over."""
        if d.state.get("disputed") is not None:
            return await confirm(d.state, self._runtime)
        belief, interview = d.state["belief"], interview_of(d.state, self._cap)
        first = due(d.state["heard"], belief, interview)
        if first is not None and first.act == "answer":
            return await answer(d.state, self._runtime)
        if first is not None and first.act == "relax":
            return await relax(d.state, self._runtime)
        if first is not None:
            self._mark(d, interview.idle, 0.0)
            return None
        context = self._context
        snapshot, p = context.desk.snapshot, context.parameters
        plan = d.policy(Moment(context.pack, snapshot, belief, interview, p, d.rng))
        self._mark(d, interview.idle, plan.rate)
        if plan.stop:
            self._stop(d)
        if plan.attribute is None:
            return None
        _change(d, {"decision": Decision("ask", plan.attribute)})
        return await ask(d.state, self._runtime)

    def _mark(self, d: Dialogue, idle: int, rate: float) -> None:
        """Keep where the belief stands after this many questions."""
        belief = d.state["belief"]
        point = Point(
            hit=bool(set(self._five(belief)) & set(d.talker.person.accept)),
            match=belief.match,
            raw=belief.candidates.now,
            said=belief.told.said,
            clicked=belief.told.clicked,
            idle=idle,
            qualifying=max(1, belief.qualifying),
            rate=rate,
            seconds=_shown(d.clock),
        )
        asked = len(d.state.get("asked", ()))
        before = d.points[-1] if d.points else point
        d.points += [before] * (asked - len(d.points))
        d.points[asked:] = [point]

    def _nothing(self, d: Dialogue) -> None:
        """Nothing fits, and no must-have may go: no five."""
        self._mark(d, 0, 0.0)
        self._stop(d)

    def _stop(self, d: Dialogue) -> None:
        """The product's five, the first time it would show them."""
        if d.stop is None:
            five = self._five(d.state["belief"]) if d.points else ()
            point = d.points[-1] if d.points else Point(False, 0.0, 0.0)
            d.stop = Stop(point, d.put, _shown(d.clock), five)

    def _five(self, belief: Belief) -> tuple[str, ...]:
        """The likeliest items, one of each group."""
        ids, five, seen = self._context.desk.snapshot.ids, [], set()
        for row in belief.candidates.rows:
            group = self._groups.get(ids[row], ids[row])
            if belief.posterior[row] > 0 and group not in seen:
                five.append(ids[row])
                seen.add(group)
            if len(five) == FIVE:
                break
        return tuple(five)

    def _played(self, d: Dialogue) -> Played:
        self._stop(d)
        assert d.stop is not None
        points = d.points or [d.stop.point]
        filled = [*points, *[points[-1]] * (self._cap + 1 - len(points))]
        person = d.talker.person
        return Played(
            target=person.target,
            difficulty=person.difficulty,
            points=tuple(filled[: self._cap + 1]),
            stop=d.stop,
            opening_seconds=d.opening_seconds,
            asked=d.state.get("asked", ()),
            english=person.english,
        )


def read_right(heard: Heard, person: Person, asked: str | None) -> Heard:
    """What was heard with the values of the person's own item in the place of what was read, and
    as the answer to the attribute that was asked; what they do not mention is not told.
    """
    about = [asked, *(reading.attribute for reading in heard.readings)]
    told = dict.fromkeys(id for id in about if id is not None and id in person.truth)
    readings = tuple(
        Reading(attribute=id, value=value) for id in told for value in _wished(person.truth[id])
    )
    acts = ("answer",) if readings else heard.acts
    return heard.model_copy(update={"readings": readings, "acts": acts, "sure": True})


def _wished(value: ItemValue) -> Sequence[WishValue]:
    """The value of an item as what is wished of it; each of several by itself."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool | str):
        return (value,)
    return (Range(min=float(value), max=float(value)),)


def _shown(clock: Clock) -> float:
    """The second at which the person has read the line above the five, were they shown now."""
    ahead = Clock(clock.seconds)
    ahead.read(Reply(kind="recommendations", text=BEST))
    return ahead.seconds


def _change(d: Dialogue, changes: Mapping[str, Any]) -> None:
    d.state = cast(State, {**d.state, **changes})
