"""Context: everything a node may reach, rebuilt for each run. Nodes reach nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    contextmanager,
    nullcontext,
)
from dataclasses import dataclass, field
from time import perf_counter

from agent.listening import Listener
from agent.parameters import Parameters
from core.settings import Settings
from domains import Pack
from guards.outgoing import Guard
from models.call import Account, Call
from models.chat import Chat
from tools.desk import Desk


@dataclass
class Meter:
    """What a turn used: milliseconds by step, model calls, and what was not available.

    ``worded`` are the texts that the person gets in a model's words; ``spoke``: the reply's own
    text is one of them.
    """

    milliseconds: dict[str, float] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    degraded: list[str] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)
    worded: set[str] = field(default_factory=set)
    spoke: bool = False

    @property
    def model_calls(self) -> int:
        """How many calls of a language model were made so far."""
        return sum(call.made for call in self.calls)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add the time spent inside to a step."""
        start = perf_counter()
        try:
            yield
        finally:
            spent = (perf_counter() - start) * 1000
            self.milliseconds[name] = round(self.milliseconds.get(name, 0.0) + spent, 3)


def at_once(_: str) -> AbstractAsyncContextManager[None]:
    """Read a message whatever else is being read."""
    return nullcontext()


@dataclass(frozen=True)
class Context:
    """One run's surroundings.

    ``waiting`` is entered while a model is awaited: nobody else waits for that, no connection is
    held, and the turn does not count among those in work. ``reading`` is entered while a message is
    read, lengthy ones one after the other.
    """

    settings: Settings
    pack: Pack
    desk: Desk
    listener: Listener
    guard: Guard
    parameters: Parameters
    chat: Chat | None
    conversation_id: str
    meter: Meter
    waiting: Callable[[], AbstractContextManager[None]] = nullcontext
    reading: Callable[[str], AbstractAsyncContextManager[None]] = at_once

    @property
    def account(self) -> Account:
        """Whom this run's model calls are for."""
        return Account(self.conversation_id or None, self.meter.calls.append)
