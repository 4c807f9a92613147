"""The stand-in of a language model: it answers as it is told to, and counts alike for everybody."""

from __future__ import annotations

import time
from typing import Any

import pytest

from agent.model_heard import ModelHeard
from core.errors import ModelFailed
from core.settings import read_settings
from evaluation.standin import prompt_of, standing_in, tokens
from models.call import Account, Call
from models.chat import Chat, lines_of

PROMPT = ('["industry", "category", "Industry", "Food; Retail"]', "Hello")


async def ask(url: str, within: float = 20) -> tuple[ModelHeard, Call]:
    settings = read_settings(chat_model="openai:stand-in", chat_base_url=url)
    chat, calls = Chat(lines_of(settings, None), settings), list[Call]()
    account = Account(None, calls.append)
    heard = await chat.structured("listen", PROMPT, ModelHeard, account, within)
    return heard, calls[-1]


async def test_it_hears_nothing_and_counts() -> None:
    async with standing_in("quiet") as server:
        heard, call = await ask(server.url)
    assert heard.silent
    assert call.tokens is not None
    assert [call.tokens.input] == server.prompts
    assert call.tokens.input > tokens("\n".join(PROMPT))


async def test_it_hears_what_was_not_said() -> None:
    async with standing_in("wrong", seed=3) as server:
        heard, _ = await ask(server.url)
    (wish,) = heard.wishes
    assert (wish.attribute, wish.value in ("Food", "Retail")) == ("industry", True)


async def test_it_raves() -> None:
    async with standing_in("nonsense") as server:
        for _ in range(5):
            with pytest.raises(ModelFailed):
                await ask(server.url)
    assert len(server.prompts) == 5


async def test_it_is_slow_and_can_be_left() -> None:
    begun = time.monotonic()
    async with standing_in("slow") as server:
        with pytest.raises(ModelFailed, match="No answer"):
            await ask(server.url, 0.3)
    assert time.monotonic() - begun < 8


def test_everything_that_is_read_counts() -> None:
    request: dict[str, Any] = {
        "messages": [
            {"role": "user", "content": "Hello"},
            {"role": "assistant", "content": None, "tool_calls": [{"id": "call-7"}]},
        ],
        "tools": [{"function": {"name": "search"}}],
    }
    told = prompt_of(request)
    assert all(part in told for part in ("Hello", "call-7", "search"))
