"""What models cost: ``python -m evaluation.model_cost PACK --people N``.

Simulated people talk with the product, whose model is a stand-in that hears nothing: the count is
of calls made, not of skill. Beside it, as a lower bound of what the plain way costs, the same
messages go to a tool-calling agent (LangChain's ``create_agent``) over the same tools, which
answers each with a single call and never uses a tool. Tokens are counted alike for both, by the
stand-in.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain.agents import create_agent
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from rich.console import Console
from rich.table import Table

from agent import open_agent
from agent.prompt_examples import example_inputs
from core.settings import Settings, read_settings
from domains import Pack
from evaluation.measures import average
from evaluation.people.talker import Mode
from evaluation.standin import StandIn, standing_in
from evaluation.talks import Talk, people_of, talk
from tools import TOOLS

MODES: tuple[Mode, ...] = ("typed", "clicks")
SYSTEM = (
    "You interview a person who looks for {noun}. Ask one short question at a time, then show the "
    "five items that fit best, with reasons from the tools' results. The attributes:\n{attributes}"
)


@dataclass(frozen=True)
class Cost:
    """Calls and input tokens of each conversation."""

    name: str
    calls: tuple[int, ...]
    tokens: tuple[int, ...]


async def measure(settings: Settings, pack_id: str | None, n: int, seed: int) -> list[Cost]:
    """The product and the plain agent on the same people, by how they answer."""
    costs: list[Cost] = []
    async with standing_in("quiet", seed) as server:
        named = {"chat_model": "openai:stand-in", "chat_base_url": server.url}
        async with open_agent(settings.model_copy(update=named)) as agent:
            pack = (await agent.shelf.newest(pack_id)).pack
            people = await people_of(agent, pack.id, n, seed)
            for mode in MODES:
                talks = [await talk(agent, pack.id, person, mode) for person in people]
                calls, tokens = [t.calls for t in talks], [t.tokens for t in talks]
                costs.append(Cost(f"FirstFive, {mode}", tuple(calls), tuple(tokens)))
                costs.append(await plain(talks, pack, server, f"create_agent, {mode}"))
    return costs


async def plain(talks: Sequence[Talk], pack: Pack, server: StandIn, name: str) -> Cost:
    """The plain agent on what was said: one call a message, the whole conversation each time."""
    from langchain_openai import ChatOpenAI

    where: dict[str, Any] = {"base_url": server.url, "api_key": "none", "max_retries": 0}
    client = ChatOpenAI(model="stand-in", streaming=True, stream_usage=True, **where)
    agent = create_agent(client, TOOLS, system_prompt=system_prompt(pack))
    calls, tokens = [], []
    for one in talks:
        before = len(server.prompts)
        messages: list[AnyMessage | dict[str, Any]] = []
        for said, replied in zip(one.said, one.replied, strict=True):
            messages.append(HumanMessage(said))
            await agent.ainvoke({"messages": messages})
            messages.append(AIMessage(replied))
        calls.append(len(server.prompts) - before)
        tokens.append(sum(server.prompts[before:]))
    return Cost(name, tuple(calls), tuple(tokens))


def system_prompt(pack: Pack) -> str:
    """What the plain agent is told: the attributes as the product's own prompt names them."""
    attributes = example_inputs(pack)["listen"]["attributes"]
    return SYSTEM.format(noun=pack.noun.one, attributes="\n".join(map(str, attributes)))


def report(costs: Sequence[Cost]) -> Table:
    """Means with their 95 % intervals."""
    shown = Table("agent", "people", "calls a conversation", "input tokens a conversation")
    for cost in costs:
        means = (average(cost.calls), average(cost.tokens))
        shown.add_row(
            cost.name,
            str(len(cost.calls)),
            *(f"{m.value:,.2f} ({m.low:,.2f} to {m.high:,.2f})" for m in means),
        )
    return shown


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Measures calls and tokens of language models.")
    parser.add_argument("pack", nargs="?", help="the pack; the default one when left out")
    parser.add_argument("--people", type=int, default=100, help="simulated people")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    costs = asyncio.run(measure(read_settings(), given.pack, given.people, given.seed))
    Console(width=120).print(report(costs))


if __name__ == "__main__":
    main()
