"""What a failing language model costs: ``python -m evaluation.model_faults PACK --people N``.

The same simulated people talk with the product without a model and with one that is dead, slow, or
talks nonsense, both over a real socket, one after the other. Reported: conversations that came to
their five, the paired difference of hit@5, and the time that calls took by what became of them. An
interrupt prints what was measured until then.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from agent import Agent, open_agent
from core.settings import Settings, read_settings
from evaluation.measures import paired
from evaluation.standin import Manner, standing_in
from evaluation.talks import Talk, people_of, talk
from models.call import Call

DEAD = "http://127.0.0.1:9/v1"
"""The port "discard", where nobody listens."""

MANNERS: dict[str, Manner | None] = {
    "dead": None,
    "slow": "slow",
    "nonsense": "nonsense",
    "wrong": "wrong",
}


@dataclass
class Pairs:
    """The talks of the same people, without a model and with a failing one, and its calls."""

    fault: str
    local: list[Talk] = field(default_factory=list)
    faulty: list[Talk] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


@asynccontextmanager
async def with_fault(settings: Settings, fault: str, seed: int) -> AsyncIterator[Agent]:
    """The product with a model that has this fault."""
    manner = MANNERS[fault]
    if manner is None:
        async with open_agent(_named(settings, DEAD)) as agent:
            yield agent
        return
    async with (
        standing_in(manner, seed) as server,
        open_agent(_named(settings, server.url)) as agent,
    ):
        yield agent


def _named(settings: Settings, url: str) -> Settings:
    return settings.model_copy(update={"chat_model": "openai:stand-in", "chat_base_url": url})


async def measure(
    settings: Settings, pack: str, faults: Sequence[str], n: int, seed: int
) -> list[Pairs]:
    """Every person once without a model, and once with each of the faults.

    An interrupt ends it after the person who is talking; everybody before is measured.
    """
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    found = [Pairs(fault) for fault in faults]
    plain = settings.model_copy(update={"chat_model": None})
    async with AsyncExitStack() as stack:
        local = await stack.enter_async_context(open_agent(plain))
        agents = []
        for pairs in found:
            agent = await stack.enter_async_context(with_fault(settings, pairs.fault, seed))
            assert agent.chat is not None
            agent.chat.observe(pairs.calls.append)
            agents.append(agent)
        for person in await people_of(local, pack, n, seed):
            if ended.is_set():
                break
            alone = await talk(local, pack, person, "typed")
            for agent, pairs in zip(agents, found, strict=True):
                pairs.local.append(alone)
                pairs.faulty.append(await talk(agent, pack, person, "typed"))
    return found


def report(found: Sequence[Pairs], timeout: float) -> Table:
    """A line for each fault."""
    shown = Table(
        "model", "people", "complete", "hit@5 local", "hit@5 faulty", "difference (95 %)",
        f"slowest call (timeout {timeout:g} s)", "calls while it rests, slowest",
        "turn, median: local / faulty",
    )  # fmt: skip
    for pairs in found:
        shown.add_row(*_line(pairs))
    return shown


def _line(pairs: Pairs) -> list[str]:
    local, faulty = pairs.local, pairs.faulty
    off = paired([t.hit for t in faulty], [t.hit for t in local])
    made = [call.milliseconds for call in pairs.calls if call.made]
    resting = [call.milliseconds for call in pairs.calls if call.outcome == "resting"]
    turns = [np.median([ms for t in talks for ms in t.milliseconds]) for talks in (local, faulty)]
    return [
        pairs.fault,
        str(len(faulty)),
        f"{sum(t.complete for t in faulty)} of {len(faulty)}",
        f"{np.mean([t.hit for t in local]):.3f}",
        f"{np.mean([t.hit for t in faulty]):.3f}",
        f"{off.value:+.4f} ({off.low:+.4f} to {off.high:+.4f})",
        f"{max(made, default=0):,.0f} ms of {len(made)}",
        f"{max(resting, default=0):.2f} ms of {len(resting)}",
        f"{turns[0]:.1f} / {turns[1]:.1f} ms",
    ]


def arguments(given: Sequence[str] | None = None) -> Any:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measures what a failing language model costs.")
    parser.add_argument("pack", nargs="?", help="the pack; the default one when left out")
    parser.add_argument("--people", type=int, default=100, help="simulated people for each fault")
    parser.add_argument("--fault", action="append", choices=list(MANNERS), help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(given)


async def run(settings: Settings, given: Any) -> None:
    """Measure and print."""
    faults = given.fault or list(MANNERS)
    found = await measure(settings, given.pack, faults, given.people, given.seed)
    Console(width=200).print(report(found, settings.model_timeout))


def main() -> None:
    """Run the command."""
    asyncio.run(run(read_settings(), arguments()))


if __name__ == "__main__":
    main()
