"""The faults that are planted, and the agent that has them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from enum import StrEnum
from zlib import crc32

from agent.packs import Served
from agent.saver import prepare
from agent.session import Agent
from agent.shelf import Shelf
from core.database import Pool, open_pool
from core.reply import Recommendation
from core.settings import Settings
from guards.case import Case
from guards.outgoing import Guard
from guards.rules import RULES, Rule, Ruling
from models.encoder import Encoder, open_encoder


class Fault(StrEnum):
    """What goes wrong in a conversation."""

    BLOCKED = "cards are blocked"
    BROKEN = "a check fails"
    LEFT = "leaves late"
    REFUSED = "turns everything down"
    PRIVATE = "writes a telephone number"
    VAGUE = "does not know what to answer"
    WORST = "a check fails, and they say that it was of no help"


class FaultyShelf(Shelf):
    """Serves packs whose guard stops cards, or fails, while ``fault`` says so."""

    def __init__(self, pool: Pool, encoder: Encoder, settings: Settings) -> None:
        super().__init__(pool, encoder, settings)
        self.fault: Fault | None = None
        self._guards: dict[tuple[str, Fault], Guard] = {}

    async def version(self, pack_id: str, version: int | None) -> Served:
        """The version asked for, with the guard of the fault."""
        served = await super().version(pack_id, version)
        rules = _RULES.get(self.fault) if self.fault else None
        if rules is None or self.fault is None:
            return served
        key = (pack_id, self.fault)
        if key not in self._guards:
            self._guards[key] = Guard(served.pack, {**RULES, **rules})
        return replace(served, guard=self._guards[key])


def _stops(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """Blocks every third item."""
    return Ruling(None, "planted") if crc32(draft.item_id.encode()) % 3 == 0 else Ruling(draft)


def _fails(draft: Recommendation, case: Case, before: Sequence[Recommendation]) -> Ruling:
    """Fails."""
    raise RuntimeError("planted")


_RULES: Mapping[Fault, Mapping[str, Rule]] = {
    Fault.BLOCKED: {"grounded": _stops},
    Fault.BROKEN: {"grounded": _fails},
    Fault.WORST: {"grounded": _fails},
}


@asynccontextmanager
async def open_faulty(settings: Settings) -> AsyncIterator[tuple[Agent, FaultyShelf]]:
    """The product's agent, without a language model, on a shelf that can be made faulty."""
    encoder = await asyncio.to_thread(open_encoder, settings)
    async with open_pool(settings) as pool:
        await prepare(pool)
        shelf = FaultyShelf(pool, encoder, settings)
        await shelf.load()
        yield Agent(settings, pool, shelf, None), shelf
