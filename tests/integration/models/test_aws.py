"""Bedrock and SageMaker through the real clients, over real sockets."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from pydantic import BaseModel

from core.errors import BadSetting, ModelFailed
from core.settings import Settings, read_settings
from models.call import Account, Call
from models.chat import Chat, lines_of
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.emulators.aws_server import AwsServer

HAIKU = "bedrock_converse:us.anthropic.claude-haiku-4-5-20251001-v1:0"
PROMPT = ("You know roses.", "How does a rose feel?")


class Mood(BaseModel):
    """How somebody feels."""

    mood: str
    degree: int | None = None


def settings(server: AwsServer, **more: object) -> Settings:
    given = {"chat_model": HAIKU, "aws_endpoint_url": server.url, "aws_region": "eu-west-1"}
    return read_settings(**{**given, **more})


def opened(server: AwsServer, **more: object) -> Chat:
    wanted = settings(server, **more)
    return Chat(lines_of(wanted, None), wanted)


async def ask(chat: Chat, job: Any = "listen", seconds: float = 20) -> tuple[Mood, Call]:
    calls: list[Call] = []
    mood = await chat.structured(job, PROMPT, Mood, Account(None, calls.append), seconds)
    return mood, calls[-1]


async def failure(chat: Chat, job: Any = "listen", seconds: float = 20) -> Call:
    calls: list[Call] = []
    with pytest.raises(ModelFailed) as caught:
        await chat.structured(job, PROMPT, Mood, Account(None, calls.append), seconds)
    assert "canary" not in str(caught.value).lower()
    return calls[-1]


async def test_bedrock_streams_an_answer_with_its_price(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "happy", "degree": 3})
    mood, call = await ask(opened(aws_server))
    assert mood == Mood(mood="happy", degree=3)
    assert call.tokens is not None
    assert (call.tokens.input, call.tokens.output) == (120, 30)
    assert call.cost_usd == pytest.approx(120 * 1.1e-6 + 30 * 5.5e-6)
    (request,) = aws_server.requests
    assert (request.what, request.model) == ("converse-stream", HAIKU.partition(":")[2])
    assert request.body["system"] == [{"text": PROMPT[0]}]
    assert request.body["toolConfig"]["toolChoice"] == {"tool": {"name": "Mood"}}
    assert "AWS4-HMAC-SHA256" in request.headers["authorization"]


async def test_a_model_that_cannot_stream_or_be_made_to_call_tools(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "sad"})
    await ask(opened(aws_server, chat_model="bedrock_converse:meta.llama3-1-8b-instruct-v1:0"))
    (request,) = aws_server.requests
    assert request.what == "converse"
    assert "toolChoice" not in request.body["toolConfig"]


async def test_guardrail_and_cache_reach_the_wire(aws_server: AwsServer) -> None:
    usage = {"inputTokens": 12, "outputTokens": 1, "totalTokens": 2021}
    usage |= {"cacheReadInputTokens": 2000, "cacheWriteInputTokens": 8}
    aws_server.answer({"mood": "happy"}, usage=usage)
    options = {"bedrock_guardrail": "abc:DRAFT", "bedrock_prompt_cache": True}
    _, call = await ask(opened(aws_server, **options))
    body = aws_server.requests[0].body
    assert body["guardrailConfig"]["guardrailIdentifier"] == "abc"
    assert body["guardrailConfig"]["guardrailVersion"] == "DRAFT"
    assert body["system"][1] == {"cachePoint": {"type": "default"}}
    assert call.tokens is not None
    assert (call.tokens.input, call.tokens.cache_read) == (2020, 2000)
    assert call.cost_usd is not None
    assert call.cost_usd < 2020 * 1.1e-6


@pytest.mark.parametrize("stop", ["guardrail_intervened", "content_filtered"])
async def test_an_intervention_is_a_refusal(aws_server: AwsServer, stop: str) -> None:
    aws_server.say("Sorry.", stop=stop)
    assert (await failure(opened(aws_server))).outcome == "refused"


@pytest.mark.parametrize(
    ("status", "code", "outcome", "sent"),
    [
        (429, "ThrottlingException", "throttled", 3),
        (503, "ServiceUnavailableException", "unavailable", 3),
        (500, "InternalServerException", "unavailable", 3),
        (400, "ValidationException", "rejected", 1),
        (403, "AccessDeniedException", "rejected", 1),
    ],
)
async def test_an_error_of_the_service(
    aws_server: AwsServer, status: int, code: str, outcome: str, sent: int
) -> None:
    aws_server.fail(status, code)
    call = await failure(opened(aws_server))
    assert (call.outcome, call.attempts) == (outcome, sent)
    assert len(aws_server.requests) == sent


async def test_throttling_says_when_to_come_back(aws_server: AwsServer) -> None:
    aws_server.fail(429, "ThrottlingException", retry_after="0.6")
    aws_server.answer({"mood": "sad"})
    start = time.monotonic()
    _, call = await ask(opened(aws_server))
    assert call.attempts == 2
    assert time.monotonic() - start >= 0.6


@pytest.mark.parametrize("fault", [{"delay": PATIENCE}, {"first_token": PATIENCE}])
async def test_a_slow_answer_holds_nobody_up(
    aws_server: AwsServer, fault: dict[str, float]
) -> None:
    aws_server.answer({"mood": "happy"}, **fault)
    start = time.monotonic()
    assert (await failure(opened(aws_server), seconds=0.5)).outcome == "timeout"
    assert time.monotonic() - start < PATIENCE / 2


@pytest.mark.parametrize("fault", [{"cut": 3}, {"cut": 2, "broken": "throttlingException"}])
async def test_a_stream_that_breaks_off(aws_server: AwsServer, fault: dict[str, Any]) -> None:
    aws_server.answer({"mood": "happy"}, **fault)
    call = await failure(opened(aws_server))
    assert call.outcome in ("unavailable", "throttled", "unusable")


async def test_an_answer_without_end_is_cut_off(aws_server: AwsServer) -> None:
    aws_server.say("and then " * 3, endless=True)
    assert (await failure(opened(aws_server))).outcome == "unusable"


@pytest.mark.parametrize("arguments", ["{", {}, {"mood": {}}])
async def test_an_answer_outside_the_schema(aws_server: AwsServer, arguments: object) -> None:
    aws_server.answer(arguments)
    assert (await failure(opened(aws_server))).outcome == "unusable"


async def test_an_empty_answer(aws_server: AwsServer) -> None:
    aws_server.say("")
    assert (await failure(opened(aws_server))).outcome == "unusable"


async def test_a_step_with_tools(aws_server: AwsServer) -> None:
    @tool
    def details(item_id: str) -> str:
        """Tell of an item."""
        return item_id

    aws_server.answer({"item_id": "7"})
    account = Account(None, lambda call: None)
    said = await opened(aws_server).step("explain", [HumanMessage("7?")], [details], account, 20)
    assert said.tool_calls[0]["name"] == "details"
    assert said.tool_calls[0]["args"] == {"item_id": "7"}


async def test_sagemaker_writes_plain_text(aws_server: AwsServer) -> None:
    aws_server.say('Certainly! {"mood": "happy"} I hope this helps.')
    chat = opened(aws_server, chat_model=None, word_model="sagemaker:my-endpoint")
    mood, call = await ask(chat, "word")
    assert (mood.mood, call.tokens, call.cost_usd) == ("happy", None, None)
    (request,) = aws_server.requests
    assert (request.what, request.model) == ("invocations", "my-endpoint")
    assert request.body["inputs"].endswith("\n\n".join(PROMPT))
    assert request.body["parameters"]["max_new_tokens"] == 1000


async def test_an_error_of_a_sagemaker_endpoint(aws_server: AwsServer) -> None:
    aws_server.fail(424, "ModelError")
    chat = opened(aws_server, chat_model=None, word_model="sagemaker:my-endpoint")
    assert (await failure(chat, "word")).outcome == "rejected"


def test_a_guardrail_needs_a_version(aws_server: AwsServer) -> None:
    with pytest.raises(BadSetting, match="ID:VERSION"):
        opened(aws_server, bedrock_guardrail="abc")
