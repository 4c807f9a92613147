"""A turn that is followed, and left before it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import TurnStopped
from core.reply import Doing, Reply
from ui.following import Following

READING = Doing(stage="reading", text="Reading your message")
CHECKING = Doing(stage="checking", text="Checking the facts")


class Busy:
    """An agent whose turn begins when it may, and ends when it is stopped."""

    def __init__(self, *, begins: bool) -> None:
        self.begins, self.stops = begins, 0
        self.over = asyncio.Event()

    async def turn(
        self, conversation_id: str, *, told: Callable[[Doing], None], **said: Any
    ) -> Reply:
        if self.begins:
            told(READING)
            told(READING)
            told(CHECKING)
        await self.over.wait()
        raise TurnStopped

    async def stop(self, conversation_id: str) -> bool:
        self.stops += 1
        self.over.set()
        return True


@pytest.mark.parametrize("begins", [True, False])
async def test_only_a_turn_that_has_begun_is_stopped_at_the_agent(
    begins: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.following.QUIET", 0.01)
    agent: Any = Busy(begins=begins)
    following = Following(agent, "c1", {"text": "a bakery"})
    assert not await following.quick()
    await following.stop()
    with pytest.raises(TurnStopped):
        await following.reply()
    assert agent.stops == begins


async def test_of_what_was_told_in_the_meantime_the_newest_is_shown() -> None:
    agent: Any = Busy(begins=True)
    following = Following(agent, "c1", {"text": "a bakery"})
    news = following.news()
    assert await anext(news) == CHECKING
    following.leave()
    assert [doing async for doing in news] == []
    with pytest.raises(TurnStopped):
        await following.reply()
