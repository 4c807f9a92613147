"""A conversation in the terminal: the same agent, drawn as text."""

from __future__ import annotations

import asyncio
import shutil
import textwrap
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

from core.errors import FirstFiveError, UnknownConversation
from core.reply import Choice, Question, Recommendation, Reply
from core.settings import Settings
from ui.following import Following
from ui.runtime import Agent

LEAVE = ("quit", "exit", "bye")
PROMPT = "\n> "
STOP = "Ctrl+C stops it"
WIDEST = 88
RESUMED = "You are talking with a computer program (AI), not with a person."
"""Said where a conversation goes on; a new one says so in its first reply."""


def converse(settings: Settings, pack: str, resumed: tuple[str, str] | None = None) -> None:
    """Talk until the person leaves; ``resumed`` is the id and token of a conversation to continue.

    Raises:
        UnknownConversation: the id or the token to resume is wrong.
        FirstFiveError: the agent cannot be opened.
    """
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            agent = runner.run(_open(stack, settings))
            _talk(runner, agent, pack, resumed)
        finally:
            runner.run(stack.aclose())


async def _open(stack: AsyncExitStack, settings: Settings) -> Agent:
    from agent import open_agent

    agent: Agent = await stack.enter_async_context(open_agent(settings))
    return agent


def _talk(runner: asyncio.Runner, agent: Agent, pack: str, resumed: tuple[str, str] | None) -> None:
    id, token, reply = runner.run(_resume(agent, *resumed) if resumed else _begin(agent, pack))
    if reply and resumed:
        print("\n" + _wrapped(RESUMED, width(), "* "))
    if reply:
        print(drawn(reply, width()))
    for typed in _lines():
        said = understood(typed, reply.question if reply else None)
        try:
            reply = runner.run(answered(agent, id, said))
        except FirstFiveError as error:
            print(plain(str(error)))
        else:
            print(drawn(reply, width()))
    print(f"\nTo continue: firstfive chat {pack} --conversation {id} --token {token}")


async def answered(agent: Agent, id: str, said: dict[str, Any]) -> Reply:
    """The reply; where it takes longer, what is being done is written meanwhile. Ctrl+C stops it.

    Raises:
        TurnStopped: it was stopped; nothing of the message counts.
    """
    following = Following(agent, id, said)
    try:
        if not await following.quick():
            async for doing in following.news():
                print(f"… {doing.text} ({STOP})", flush=True)
        return await following.reply()
    except asyncio.CancelledError:
        await following.stop()
        return await following.reply()


def _lines() -> Iterator[str]:
    while True:
        try:
            typed = input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return
        if typed.strip().lower() in LEAVE:
            return
        if typed.strip():
            yield typed


async def _begin(agent: Agent, pack: str) -> tuple[str, str, Reply | None]:
    started = await agent.start(pack)
    return started.id, started.token, started.reply


async def _resume(agent: Agent, id: str, token: str) -> tuple[str, str, Reply | None]:
    if not await agent.authorised(id, token):
        raise UnknownConversation
    await agent.catch_up(id)
    seen = await agent.transcript(id)
    last = seen["turns"][-1]["reply"] if seen["turns"] else seen.get("opening")
    return id, token, Reply.model_validate(last) if last else None


def understood(typed: str, question: Question | None) -> dict[str, Any]:
    """What a typed line means: the numbers of choices, or words.

    Several numbers ("1, 3") count where several choices are allowed.
    """
    choices = question.choices if question else ()
    parts = typed.replace(",", " ").split()
    several = question is not None and question.multiple
    numbers = [int(p) for p in parts if p.isascii() and p.isdecimal() and len(p) < 4]
    if not parts or len(numbers) < len(parts) or (len(parts) > 1 and not several):
        return {"text": typed}
    if all(1 <= n <= len(choices) for n in numbers):
        return {"choices": [choices[n - 1].id for n in numbers]}
    return {"text": typed}


def drawn(reply: Reply, width: int) -> str:
    """A reply as lines of text, at most ``width`` wide."""
    blocks = [_wrapped(notice, width, "* ") for notice in reply.notices]
    blocks.append(_wrapped(reply.text, width))
    for position, item in enumerate(reply.recommendations or (), start=1):
        blocks.append(_card(position, item, width))
    if reply.question and reply.question.choices:
        blocks.append(_choices(reply.question.choices, width))
    return "\n" + "\n\n".join(blocks)


def _card(position: int, item: Recommendation, width: int) -> str:
    facts = "; ".join(f"{fact.label}: {fact.value}" for fact in item.facts)
    lines = [_wrapped(f"{item.title} ({_likely(item.match)})", width, f"{position}. ")]
    lines += [
        _wrapped(text, width, "   ") for text in (item.summary, facts, item.url or "") if text
    ]
    lines += [_wrapped(reason.text, width, "   + ") for reason in item.reasons]
    lines += [_wrapped(compromise.text, width, "   - ") for compromise in item.compromises]
    return "\n".join(lines)


def _likely(match: float) -> str:
    return "under 1% likely" if match < 0.01 else f"{match:.0%} likely"


def _choices(choices: tuple[Choice, ...], width: int) -> str:
    labels = (c.label if c.count is None else f"{c.label} ({c.count:,})" for c in choices)
    return "\n".join(_wrapped(label, width, f"{n:>3}  ") for n, label in enumerate(labels, 1))


def _wrapped(text: str, width: int, lead: str = "") -> str:
    indent = " " * len(lead)
    lines: list[str] = []
    for paragraph in plain(text).splitlines() or [""]:
        first = indent if lines else lead
        lines += textwrap.wrap(
            paragraph, width, initial_indent=first, subsequent_indent=indent
        ) or [""]
    return "\n".join(lines)


def plain(text: str) -> str:
    """The text without what could steer a terminal: escapes, control and direction characters."""
    return "".join(c for c in text if c == "\n" or c.isprintable())


def width() -> int:
    """How wide to write."""
    return max(40, min(WIDEST, shutil.get_terminal_size().columns - 1))
