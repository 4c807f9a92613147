"""The models over real connections: what arrives, what is sent, and every way it can fail."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Literal

import pytest
from pydantic import BaseModel, SecretStr

from core.errors import BadSetting, ModelFailed
from core.settings import Settings, read_settings
from models.breaker import FAILURES
from models.call import Account, Call
from models.chat import Chat, lines_of, open_chat
from models.opening import NO_KEY

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

KEY = "sk-very-secret-0123456789"
PROMPT = ("You know roses.", "How does a rose feel?")


class Mood(BaseModel):
    """How somebody feels."""

    mood: Literal["happy", "sad"]
    degree: int | None = None


def settings(server: OpenAIServer, **more: object) -> Settings:
    given = {"chat_model": "openai:emulated", "chat_base_url": server.url, "chat_api_key": KEY}
    return read_settings(**{**given, **more})


def opened(settings: Settings) -> Chat:
    return Chat(lines_of(settings, None), settings)


BOUND = "openai:gpt-4o-mini"
"""A model that is known to answer in a shape; of one called "emulated" nothing is known."""


@pytest.fixture(params=["openai:emulated", BOUND])
def chat(openai_server: OpenAIServer, request: pytest.FixtureRequest) -> Chat:
    return opened(settings(openai_server, chat_model=request.param))


async def ask(chat: Chat, seconds: float = 5, now: str = PROMPT[1]) -> tuple[Mood, Call]:
    calls: list[Call] = []
    account = Account(None, calls.append)
    mood = await chat.structured("listen", (PROMPT[0], now), Mood, account, seconds)
    return mood, calls[-1]


async def failure(chat: Chat, seconds: float = 5) -> tuple[str, Call]:
    calls: list[Call] = []
    with pytest.raises(ModelFailed) as caught:
        await chat.structured("listen", PROMPT, Mood, Account(None, calls.append), seconds)
    said = f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"
    assert KEY not in f"{caught.value} {caught.value.__cause__}"
    assert "rose" not in f"{caught.value} {caught.value.__cause__}"
    assert caught.value.__suppress_context__ or caught.value.__context__ is None, said
    return caught.value.detail, calls[-1]


async def test_a_structured_answer_and_its_usage(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy", "degree": 3})
    mood, call = await ask(chat)
    assert mood == Mood(mood="happy", degree=3)
    assert (call.outcome, call.attempts) == ("answered", 1)
    assert call.tokens is not None
    assert (call.tokens.input, call.tokens.output) == (120, 30)
    assert call.cost_usd is None
    (request,) = openai_server.requests
    assert call.model == f"openai:{request['model']}"
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == "How does a rose feel?"
    assert openai_server.keys == [KEY]


async def test_a_shape_where_the_model_has_it_and_a_tool_otherwise(
    openai_server: OpenAIServer,
) -> None:
    openai_server.answer({"mood": "happy", "degree": None})
    for name in ("openai:emulated", BOUND, "openai:o3", "ollama:llama"):
        where = {"chat_model": name, "ollama_url": openai_server.url}
        await ask(opened(settings(openai_server, **where)))
    called, bound, thinking, ollama = openai_server.requests
    assert called["tools"][0]["function"] == {
        "name": "Mood",
        "description": "How somebody feels.",
        "parameters": {
            "type": "object",
            "properties": {
                "mood": {"type": "string", "enum": ["happy", "sad"]}, "degree": {"type": "integer"},
            },
            "required": ["mood"],
        },
    }  # fmt: skip
    assert called["tool_choice"] == {"type": "function", "function": {"name": "Mood"}}
    told = bound["response_format"]
    assert (told["type"], told["json_schema"]["strict"]) == ("json_schema", True)
    assert told["json_schema"]["schema"]["required"] == ["mood", "degree"]
    assert told["json_schema"]["schema"]["properties"]["degree"] == {"type": ["integer", "null"]}
    assert [("tools" in r, "response_format" in r) for r in openai_server.requests] == [
        (True, False), (False, True), (False, True), (False, True),
    ]  # fmt: skip
    assert all(r["temperature"] == 0 for r in (called, bound, ollama))
    assert "stream" in bound
    assert thinking.get("temperature") == 0  # a server of one's own takes what it is given


async def test_one_that_refuses_a_shape_gets_a_tool_from_then_on(
    openai_server: OpenAIServer,
) -> None:
    openai_server.fail(400, "response_format is not supported")
    openai_server.answer({"mood": "happy"})
    chat = opened(settings(openai_server, chat_model="ollama:old", ollama_url=openai_server.url))
    _, call = await ask(chat)
    await ask(chat, now="And a thorn?")
    assert (call.outcome, call.attempts) == ("answered", 1)
    assert ["tools" in request for request in openai_server.requests] == [False, True, True]


async def test_an_answer_that_was_too_long_for_its_shape(openai_server: OpenAIServer) -> None:
    openai_server.say('{"mood": "hap', "length")
    _, call = await failure(opened(settings(openai_server, chat_model=BOUND)))
    assert (call.outcome, call.attempts) == ("unusable", 1)


async def test_a_server_that_counts_nothing(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "sad"}, usage=False)
    _, call = await ask(chat)
    assert (call.tokens, call.cost_usd) == (None, None)


async def test_a_price_of_ones_own(openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"})
    _, call = await ask(opened(settings(openai_server, model_prices="openai:emulated=1/10")))
    assert call.cost_usd == pytest.approx(120e-6 + 300e-6)


@pytest.mark.parametrize("status", [400, 401, 404])
async def test_a_mistake_is_not_repeated(
    chat: Chat, openai_server: OpenAIServer, status: int
) -> None:
    openai_server.fail(status, f"Incorrect API key provided: {KEY} for rose")
    said, call = await failure(chat)
    assert f"HTTP {status}" in said
    assert (call.outcome, call.attempts, call.cost_usd) == ("rejected", 1, 0.0)
    asked_again_with_a_tool = chat.names("listen") == (BOUND,) and status == 400
    assert len(openai_server.requests) == 1 + asked_again_with_a_tool


@pytest.mark.parametrize(("status", "outcome"), [(429, "throttled"), (500, "unavailable")])
async def test_a_passing_fault_is_tried_again(
    chat: Chat, openai_server: OpenAIServer, status: int, outcome: str
) -> None:
    openai_server.fail(status, retry_after="0")
    openai_server.answer({"mood": "sad"})
    mood, call = await ask(chat)
    assert (mood.mood, call.outcome, call.attempts) == ("sad", "answered", 2)
    openai_server.fail(status, retry_after="0")
    openai_server.fail(status, retry_after="0")
    openai_server.script.pop(0)
    chat.forget()
    _, call = await failure(chat)
    assert (call.outcome, call.attempts) == (outcome, 3)


async def test_waiting_longer_than_there_is_time_for_is_not_begun(
    chat: Chat, openai_server: OpenAIServer
) -> None:
    openai_server.fail(429, retry_after="30")
    start = time.monotonic()
    _, call = await failure(chat, 3)
    assert (call.outcome, call.attempts) == ("throttled", 1)
    assert time.monotonic() - start < 25


async def test_the_server_says_when_to_come_back(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.fail(429, retry_after="0.7")
    openai_server.answer({"mood": "sad"})
    start = time.monotonic()
    _, call = await ask(chat, 10)
    assert call.attempts == 2
    assert time.monotonic() - start >= 0.7


@pytest.mark.parametrize("fault", ["delay", "first_token"])
async def test_a_slow_model_is_left_alone(
    chat: Chat, openai_server: OpenAIServer, fault: str
) -> None:
    openai_server.answer({"mood": "happy"})
    openai_server.change(**{fault: 30.0})
    start = time.monotonic()
    said, call = await failure(chat, 0.3)
    assert (said, call.outcome, call.cost_usd) == ("No answer within 0.3 s.", "timeout", None)
    assert time.monotonic() - start < 25


async def test_the_time_limit_of_the_settings(openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=30)
    chat = opened(settings(openai_server, model_timeout=0.1))
    with pytest.raises(ModelFailed, match=r"0\.1 s"):
        await chat.structured("listen", PROMPT, Mood, Account(None, lambda call: None))


async def test_an_answer_without_end_is_cut_off(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.say("and then " * 3)
    openai_server.change(endless=True)
    said, call = await failure(chat, 20)
    assert (said, call.outcome) == ("Its answer does not end.", "unusable")


async def test_a_stream_that_is_cut(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"})
    openai_server.change(cut=3)
    _, call = await failure(chat)
    assert (call.outcome, call.attempts) == ("unavailable", 3)


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
    chat: Chat, openai_server: OpenAIServer, arguments: object
) -> None:
    openai_server.answer(arguments)
    _, call = await failure(chat)
    assert call.outcome == "unusable"


async def test_a_tool_that_does_not_exist(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.call("send_email", {"to": "somebody"})
    said, _ = await failure(chat)
    assert said == "It calls a tool that does not exist."


@pytest.mark.parametrize("text", [None, "", "   "])
async def test_an_empty_answer(chat: Chat, openai_server: OpenAIServer, text: str | None) -> None:
    openai_server.say(text)
    assert (await failure(chat))[0] == "Its answer is empty."


async def test_a_refusal_is_no_fault_of_the_model(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.say("I cannot", "content_filter")
    for _ in range(FAILURES + 1):
        said, call = await failure(chat)
        assert (said, call.outcome) == ("It refused.", "refused")


@pytest.mark.parametrize(
    "body", [b"", b"<html>bad gateway</html>", b'{"choices": []}', b"data: 7\n\n", b"7"]
)
async def test_a_body_that_is_no_completion(
    chat: Chat, openai_server: OpenAIServer, body: bytes
) -> None:
    openai_server.raw(body)
    await failure(chat)


async def test_nobody_listens(openai_server: OpenAIServer) -> None:
    chat = opened(settings(openai_server, chat_base_url="http://127.0.0.1:9/v1"))
    said, call = await failure(chat)
    assert "ConnectionError" in said
    assert call.outcome == "unavailable"


async def test_a_model_that_keeps_failing_rests(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.say("I feel fine, thank you.")
    for _ in range(FAILURES):
        await failure(chat)
    _, call = await failure(chat)
    assert (call.outcome, call.attempts, call.made) == ("resting", 0, False)
    assert len(openai_server.requests) == FAILURES


async def test_the_next_model_is_asked(openai_server: OpenAIServer) -> None:
    named = "ollama:first, openai:second"
    dead = {"ollama_url": "http://127.0.0.1:9/v1"}
    openai_server.answer({"mood": "sad"})
    chat = opened(settings(openai_server, chat_model=named, **dead))
    calls: list[Call] = []
    for n in range(FAILURES + 1):
        account = Account(None, calls.append)
        await chat.structured("listen", ("", f"{n}"), Mood, account, 5)
    assert [call.outcome for call in calls] == [
        *["unavailable", "answered"] * FAILURES, "resting", "answered",
    ]  # fmt: skip


async def test_the_same_question_is_asked_once(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"})
    first, _ = await ask(chat)
    again, call = await ask(chat)
    assert again == first
    assert (call.outcome, call.made, call.cost_usd) == ("cached", False, 0.0)
    await ask(chat, now="And a thorn?")
    chat.forget()
    await ask(chat)
    assert len(openai_server.requests) == 3


async def test_everybody_who_observes_is_told(chat: Chat, openai_server: OpenAIServer) -> None:
    seen: list[Call] = []
    chat.observe(seen.append)
    openai_server.answer({"mood": "happy"})
    _, call = await ask(chat)
    assert seen == [call]


async def test_twenty_at_the_same_time(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=0.05)
    answers = await asyncio.gather(*(ask(chat, 20, f"{i}") for i in range(20)))
    assert {mood.mood for mood, _ in answers} == {"happy"}


async def test_a_cancelled_turn_stops_waiting(chat: Chat, openai_server: OpenAIServer) -> None:
    openai_server.answer({"mood": "happy"}, delay=30)
    task = asyncio.create_task(ask(chat, 20))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_providers_key_never_goes_to_another_server(
    openai_server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    openai_server.answer({"mood": "happy"})
    given = {"chat_model": "openai:emulated", "chat_base_url": openai_server.url}
    await ask(opened(read_settings(**given)))
    ollama = {"chat_model": "ollama:emulated", "ollama_url": openai_server.url}
    await ask(opened(read_settings(**ollama)))
    assert openai_server.keys == [NO_KEY, NO_KEY]


async def test_no_model_by_default() -> None:
    async with open_chat(read_settings()) as chat:
        assert chat is None


@pytest.mark.parametrize(
    "name", ["gpt", "openai:", ":gpt", "nope:gpt", "google_genai:gemini", "sagemaker:endpoint"]
)
def test_a_name_that_cannot_be_used(name: str) -> None:
    with pytest.raises(BadSetting, match=name):
        opened(read_settings(chat_model=name, chat_api_key=SecretStr(KEY)))


def test_a_missing_key_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(BadSetting, match="FIRSTFIVE_CHAT_API_KEY"):
        opened(read_settings(chat_model="openai:gpt"))


def test_a_budget_needs_prices(openai_server: OpenAIServer) -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_MODEL_PRICES"):
        opened(settings(openai_server, budget_per_day=1.0))
