"""The chat model over a real connection: what arrives, what is sent, and every way it can fail."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Literal

import pytest
from pydantic import BaseModel, SecretStr

from core.errors import BadSetting, ModelFailed
from core.settings import Settings, read_settings
from models.chat import NO_KEY, ChatModel, open_chat

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

KEY = "sk-very-secret-0123456789"


class Mood(BaseModel):
    """How somebody feels."""

    mood: Literal["happy", "sad"]
    degree: int | None = None


def settings(server: OpenAIServer, **more: object) -> Settings:
    given = {"chat_model": "openai:emulated", "chat_base_url": server.url, "chat_api_key": KEY}
    return read_settings(**{**given, **more})


@pytest.fixture
def chat(openai_server: OpenAIServer) -> ChatModel:
    opened = open_chat(settings(openai_server))
    assert opened is not None
    return opened


async def failure(chat: ChatModel, seconds: float = 5) -> str:
    with pytest.raises(ModelFailed) as caught:
        await chat.structured("How does a rose feel?", Mood, seconds)
    said = f"{caught.value} {caught.value.__cause__}"
    assert KEY not in said
    assert "rose" not in said
    return caught.value.detail


async def test_a_structured_answer_and_its_usage(
    chat: ChatModel, openai_server: OpenAIServer
) -> None:
    openai_server.answer({"mood": "happy", "degree": 3})
    mood, usage = await chat.structured("How does a rose feel?", Mood)
    assert mood == Mood(mood="happy", degree=3)
    assert (usage.model_calls, usage.input_tokens, usage.output_tokens) == (1, 120, 30)
    assert usage.cost_usd is None
    (request,) = openai_server.requests
    assert request["model"] == "emulated"
    assert "How does a rose feel?" in str(request["messages"])
    assert request["tools"][0]["function"]["name"] == "Mood"
    assert openai_server.keys == [KEY]


async def test_a_server_that_counts_nothing(chat: ChatModel, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "sad"}, usage=False)
    _, usage = await chat.structured("x", Mood)
    assert (usage.model_calls, usage.input_tokens, usage.output_tokens) == (1, 0, 0)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
async def test_an_error_is_not_tried_again(
    chat: ChatModel, openai_server: OpenAIServer, status: int
) -> None:
    openai_server.fail(status, f"Incorrect API key provided: {KEY} for rose")
    assert f"HTTP {status}" in await failure(chat)
    assert len(openai_server.requests) == 1


async def test_a_slow_model_is_left_alone(chat: ChatModel, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=30)
    start = time.monotonic()
    assert await failure(chat, 0.2) == "No answer within 0.2 s."
    assert time.monotonic() - start < 2


async def test_the_time_limit_of_the_settings(openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=30)
    chat = open_chat(settings(openai_server, model_timeout=0.1))
    assert chat is not None
    with pytest.raises(ModelFailed, match=r"0\.1 s"):
        await chat.structured("x", Mood)


@pytest.mark.parametrize(
    "arguments",
    [
        {"mood": "furious"},
        {"degree": 3},
        {"mood": "happy", "degree": "very"},
        {},
        '{"mood": "happ',
        "[]",
        "",
    ],
)
async def test_an_answer_outside_the_schema(
    chat: ChatModel, openai_server: OpenAIServer, arguments: object
) -> None:
    openai_server.answer(arguments)
    assert await failure(chat)


@pytest.mark.parametrize("text", [None, "", "I feel fine, thank you."])
async def test_words_instead_of_an_answer(
    chat: ChatModel, openai_server: OpenAIServer, text: str | None
) -> None:
    openai_server.say(text)
    assert await failure(chat) == "Its answer is empty."


async def test_a_refusal(chat: ChatModel, openai_server: OpenAIServer) -> None:
    openai_server.say(None, refusal="I cannot help with a rose.")
    assert await failure(chat) == "It refused."


@pytest.mark.parametrize(
    "body", [b"", b"<html>bad gateway</html>", b'{"choices": []}', b"{}", b"7"]
)
async def test_a_body_that_is_no_completion(
    chat: ChatModel, openai_server: OpenAIServer, body: bytes
) -> None:
    openai_server.raw(body)
    assert await failure(chat)


async def test_nobody_listens(openai_server: OpenAIServer) -> None:
    chat = open_chat(settings(openai_server, chat_base_url="http://127.0.0.1:9/v1"))
    assert chat is not None
    assert "ConnectionError" in await failure(chat)


async def test_it_works_again_after_a_failure(chat: ChatModel, openai_server: OpenAIServer) -> None:
    openai_server.fail(500)
    openai_server.answer({"mood": "sad"})
    await failure(chat)
    mood, _ = await chat.structured("x", Mood)
    assert mood.mood == "sad"


async def test_twenty_at_the_same_time(chat: ChatModel, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=0.05)
    answers = await asyncio.gather(*(chat.structured(f"{i}", Mood, 20) for i in range(20)))
    assert {mood.mood for mood, _ in answers} == {"happy"}


async def test_a_cancelled_turn_stops_waiting(chat: ChatModel, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=30)
    task = asyncio.create_task(chat.structured("x", Mood, 20))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_providers_key_never_goes_to_another_server(
    openai_server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    openai_server.answer({"mood": "happy"})
    chat = open_chat(read_settings(chat_model="openai:emulated", chat_base_url=openai_server.url))
    assert chat is not None
    await chat.structured("x", Mood)
    assert openai_server.keys == [NO_KEY]


def test_no_model_by_default() -> None:
    assert open_chat(read_settings()) is None


@pytest.mark.parametrize("name", ["gpt", "openai:", ":gpt", "nope:gpt", "google_genai:gemini"])
def test_a_name_that_cannot_be_used(name: str) -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_CHAT_MODEL"):
        open_chat(read_settings(chat_model=name, chat_api_key=SecretStr(KEY)))


def test_a_missing_key_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(BadSetting, match="FIRSTFIVE_CHAT_API_KEY"):
        open_chat(read_settings(chat_model="openai:gpt"))
