"""What the server opened, for modules that are loaded by path and cannot be handed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from core.errors import CatalogueMissing
from core.reply import Choice, Comparison, Doing, Reply


class Started(Protocol):
    """A conversation that has just begun."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def token(self) -> str:
        """What lets its owner continue it."""

    @property
    def reply(self) -> Reply:
        """The opening question."""


class Agent(Protocol):
    """The doors of the agent that the user interfaces use. They raise ``core.errors`` only."""

    def domains(self) -> list[dict[str, Any]]:
        """The packs served."""

    async def start(
        self, domain: str | None = None, locale: str | None = None, looking_at: str | None = None
    ) -> Started:
        """Begin a conversation; ``looking_at`` is the item on the page where it begins."""

    async def turn(
        self,
        conversation_id: str,
        *,
        text: str | None = None,
        choices: Sequence[str] | None = None,
        profile: Sequence[dict[str, Any]] | None = None,
        client_message_id: str | None = None,
        told: Callable[[Doing], None] | None = None,
    ) -> Reply:
        """Answer one message; ``told`` is called with what is being done for it."""

    async def stop(self, conversation_id: str) -> bool:
        """Break off the turn that is in work; False where there is none."""

    async def catch_up(self, conversation_id: str) -> None:
        """Answer a message whose process died, for a person who comes back."""

    async def transcript(self, conversation_id: str) -> dict[str, Any]:
        """All turns so far."""

    async def choices(self, conversation_id: str, attribute: str, typed: str) -> Sequence[Choice]:
        """Values of an attribute that begin as typed."""

    async def compare(self, conversation_id: str, item_ids: Sequence[str]) -> Comparison:
        """What is stated of some items, side by side."""

    async def feedback(
        self, conversation_id: str, item_id: str | None, verdict: str, note: str | None = None
    ) -> None:
        """Keep what the person thinks of an item."""

    async def erase(self, conversation_id: str, who: str | None = None) -> None:
        """Forget a conversation; ``who`` asks for it, the holder of its token when None."""

    async def authorised(self, conversation_id: str, token: str) -> bool:
        """Whether the token belongs to the conversation."""

    async def ready(self) -> str | None:
        """Why nothing can be served; None when all is well."""


class Limits(Protocol):
    """How much one address and one conversation may ask for; both raise ``TooManyRequests``."""

    async def turn(self, conversation_id: str, address: str, characters: int) -> None:
        """Count one turn of a conversation."""

    async def judgement(self, conversation_id: str, address: str, characters: int) -> None:
        """Count one judgement in a conversation."""

    async def request(self, address: str) -> None:
        """Count one request of an address."""


class Guest(Protocol):
    """Somebody who signed in, as the chat sees them."""

    async def check(self) -> None:
        """Raises ``SignInNeeded`` once the sign-in has ended."""

    async def owns(self, conversation_id: str) -> bool:
        """Whether the conversation is theirs."""

    async def claim(self, conversation_id: str) -> None:
        """Make a new conversation theirs."""


Greeter = Callable[[str | None], Awaitable[Guest | None]]
"""Gives the guest of a sign-in cookie."""


class _Holder:
    agent: Agent | None = None
    limits: Limits | None = None
    greeter: Greeter | None = None


def set_agent(agent: Agent | None) -> None:
    """Called by the server's lifespan: the agent once it is open, None when it closes."""
    _Holder.agent = agent


def get_agent() -> Agent:
    """The open agent.

    Raises:
        CatalogueMissing: the server has not opened one (yet).
    """
    if _Holder.agent is None:
        raise CatalogueMissing("The server is still starting.")
    return _Holder.agent


def set_limits(limits: Limits | None) -> None:
    """Called when the chat is mounted: the limits that the API has too."""
    _Holder.limits = limits


def get_limits() -> Limits | None:
    """The limits, None where the application has none."""
    return _Holder.limits


def set_greeter(greeter: Greeter | None) -> None:
    """Called when the chat is mounted: who knows the people that signed in."""
    _Holder.greeter = greeter


async def greet(cookie: str | None) -> Guest | None:
    """The guest of this sign-in cookie, None for somebody who has not signed in."""
    return await _Holder.greeter(cookie) if _Holder.greeter and cookie else None
