"""Whether a language model helps at its jobs: ``firstfive models audition``.

Every case has a known right outcome and is tried twice, without the model and with it: a labelled
message that local listening is not sure of (read rightly as a whole), a question about a fact of an
item on the screen (the stored value is told), a simulated person (the match is among the five). The
verdict is that of the paired difference: it must lie on one side of nothing with all of its 95 %.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from agent import Agent, open_agent
from agent.listening import Listener, Network
from agent.model_heard import ModelHeard, heard_of
from agent.model_listening import Situation, listening_inputs, merged
from core.errors import ModelFailed
from core.model import Heard
from core.reply import Recommendation
from core.settings import Settings
from evaluation.held_out import held_out
from evaluation.learning.packs import DATA
from evaluation.learning.scoring import score
from evaluation.measures import Estimate, paired
from evaluation.model_skill import Row, hear, predicted
from evaluation.predicting import listener_of, read_cases
from evaluation.talks import people_of, talk
from models.call import Account, Call
from models.chat import Chat, lines_of
from models.local import open_local
from models.name import models_of
from prompts import load_prompt

Job = Literal["listen", "explain", "judge", "word"]
Advance = Callable[[int], None]

ENOUGH = 200
"""Cases of a job, below which nothing is said of it."""

CALLS: Mapping[Job, float] = {"listen": 1, "explain": 2, "judge": 1, "word": 4}
TOKENS: Mapping[Job, int] = {"listen": 2_000, "explain": 2_500, "judge": 3_000, "word": 700}
"""Calls of a case, and tokens read by a call, as a rule: what is said before anything is sent."""

ORDINALS = ("first", "second", "third", "fourth", "fifth")


class Case(NamedTuple):
    """Whether the outcome was right without the model and with it."""

    without: bool
    with_model: bool


@dataclass
class Tried:
    """What came of a job's cases; ``calls`` are those of the model."""

    job: Job
    cases: list[Case] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    @property
    def difference(self) -> Estimate:
        """By how much the model is right more often, with its interval."""
        return paired([c.with_model for c in self.cases], [c.without for c in self.cases])

    @property
    def answered(self) -> int:
        """The calls that gave an answer."""
        return sum(call.outcome in ("answered", "cached") for call in self.calls)

    def verdict(self, enough: int = ENOUGH) -> str:
        """helps, harms, no difference; or that nothing can be said."""
        if len(self.cases) < enough:
            return f"too few cases to say (at least {enough})"
        if self.calls and not self.answered:
            return "never answered"
        found = self.difference
        if found.low > 0:
            return "helps"
        return "harms" if found.high < 0 else "no difference"


def jobs_of(settings: Settings) -> list[Job]:
    """The jobs that a model is set for."""
    return [job for job in get_args(Job) if models_of(settings, job)]


def estimate_of(job: Job, n: int) -> int:
    """Tokens that a model will read for so many cases, as a rule."""
    return round(n * CALLS[job] * TOKENS[job])


def only(settings: Settings, job: Job | None) -> Settings:
    """These settings with a model for this job alone, and nothing kept of who paid what."""
    names = {
        "listen": settings.listen_model or settings.chat_model,
        "explain": settings.explain_model or settings.chat_model,
        "judge": settings.judge_model,
        "word": settings.word_model,
    }
    given = {f"{one}_model": names[one] if one == job else None for one in names}
    return settings.model_copy(update={**given, "chat_model": None, "extract_model": None})


def labelled(pack: str) -> list[Row]:
    """Labelled messages of a pack: first those that local listening was not trained on, then those
    that it was, which flatter it.
    """
    kept = held_out(pack)
    texts = {row["text"] for row in kept}
    every = [row for file in sorted(DATA.glob("*.jsonl")) for row in read_cases(file)]
    return [*kept, *(row for row in every if row["pack"] == pack and row["text"] not in texts)]


async def listening(
    rows: Sequence[Row], listener: Listener, chat: Chat, within: float, n: int, advance: Advance
) -> Tried:
    """Read the first ``n`` messages that local listening is not sure of."""
    tried = Tried("listen")
    for row in rows:
        if len(tried.cases) == n:
            break
        local, situation = await asyncio.to_thread(hear, row, listener)
        if local.sure:
            continue
        account = Account(None, tried.calls.append)
        answer = await _asked(row["text"], situation, listener, chat, account, within)
        whole = local
        if answer is not None and not answer.silent:
            whole = merged(local, row["text"], answer, situation, listener)
        tried.cases.append(Case(_rightly(row, local, listener), _rightly(row, whole, listener)))
        advance(1)
    return tried


async def _asked(
    text: str,
    situation: Situation,
    listener: Listener,
    chat: Chat,
    account: Account,
    within: float,
) -> ModelHeard | None:
    """What the model reads; None where it gives no answer."""
    pack = listener.domain.pack
    prompt = load_prompt("listen").parts(**listening_inputs(text, situation, pack, listener))
    schema = heard_of(tuple(attribute.id for attribute in pack.attributes))
    try:
        return await chat.structured("listen", prompt, schema, account, within)
    except ModelFailed:
        return None


def _rightly(row: Row, heard: Heard, listener: Listener) -> bool:
    kinds = {attribute.id: attribute.type for attribute in listener.domain.attributes}
    found = score(row, predicted(heard), kinds)
    return found.act and not found.wrong and not found.missed


@asynccontextmanager
async def both(settings: Settings, tried: Tried) -> AsyncIterator[tuple[Agent, Agent]]:
    """The product without a model and with one for the job, whose calls are noted."""
    async with (
        open_agent(only(settings, None)) as without,
        open_agent(only(settings, tried.job)) as with_model,
    ):
        assert with_model.chat is not None
        with_model.chat.observe(tried.calls.append)
        yield without, with_model


async def talking(settings: Settings, job: Job, pack: str, n: int, advance: Advance) -> Tried:
    """Simulated people who type: whether their match is among the five."""
    tried = Tried(job)
    async with both(settings, tried) as agents:
        for person in await people_of(agents[0], pack, n, seed=1):
            hits = [(await talk(agent, pack, person, "typed")).hit for agent in agents]
            tried.cases.append(Case(*hits))
            advance(1)
    return tried


async def answering(settings: Settings, pack: str, n: int, advance: Advance) -> Tried:
    """Questions about facts of the items on the screen: whether the stored value is told."""
    tried = Tried("explain")
    async with both(settings, tried) as agents:
        for person in await people_of(agents[0], pack, n, seed=1):
            talks = [await _to_five(agent, pack, person.opening) for agent in agents]
            cards = talks[0][1]
            for question, value in questions(cards)[: n - len(tried.cases)]:
                told = [
                    (await agent.turn(id, text=question)).text
                    for agent, (id, _) in zip(agents, talks, strict=True)
                ]
                tried.cases.append(Case(*(tells(text, value) for text in told)))
                advance(1)
            if len(tried.cases) >= n:
                break
    return tried


async def _to_five(agent: Agent, pack: str, opening: str) -> tuple[str, Sequence[Recommendation]]:
    started = await agent.start(pack)
    reply = await agent.turn(started.id, text=opening)
    if reply.kind == "question":
        reply = await agent.turn(started.id, choices=["show"])
    return started.id, reply.recommendations or ()


def questions(cards: Sequence[Recommendation]) -> list[tuple[str, str]]:
    """A question about each fact of each card, and what is stored."""
    return [
        (f"What is the {fact.label.lower()} of the {ordinal} one?", fact.value)
        for ordinal, card in zip(ORDINALS, cards, strict=False)
        for fact in card.facts
    ]


def tells(text: str, value: str) -> bool:
    """Whether a text tells a value: its words, or all of its figures."""
    figures = re.findall(r"\d[\d,.]*\d|\d", value)
    return value.lower() in text.lower() or bool(figures and all(f in text for f in figures))


async def audition(settings: Settings, job: Job, pack: str, n: int, advance: Advance) -> Tried:
    """Try a job's model on ``n`` cases of a pack.

    Raises:
        BadSetting, DatabaseUnavailable, CatalogueMissing: what the message says.
    """
    if job == "explain":
        return await answering(settings, pack, n, advance)
    if job != "listen":
        return await talking(settings, job, pack, n, advance)
    own = only(settings, job)
    network = Network(open_local(settings.model_copy(update={"embeddings": "local"})))
    listener = await listener_of(pack, {}, network, settings)
    chat = Chat(lines_of(own, None), own)
    return await listening(labelled(pack), listener, chat, settings.listen_timeout, n, advance)
