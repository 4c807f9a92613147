"""Bedrock and SageMaker through the real clients, over real sockets."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)
from langchain_core.tools import tool
from pydantic import BaseModel

from core.errors import BadSetting, ModelFailed
from core.settings import Settings, read_settings
from models.bedrock import NOTHING_SAID
from models.call import Account, Call, Tokens
from models.chat import Chat, lines_of
from prompts import said
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


async def test_a_request_that_is_refused_either_way(aws_server: AwsServer) -> None:
    aws_server.fail(400, "ValidationException")
    call = await failure(opened(aws_server))
    assert (call.outcome, call.attempts) == ("rejected", 1)
    assert len(aws_server.requests) == 2


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
    aws_server.answer({"item_id": "7"})
    account = Account(None, lambda call: None)
    said = await opened(aws_server).step("explain", [HumanMessage("7?")], [details], account, 20)
    assert said.tool_calls[0]["name"] == "details"
    assert said.tool_calls[0]["args"] == {"item_id": "7"}


@pytest.mark.parametrize("job", ["listen", "word", "judge", "extract"])
async def test_sagemaker_reads_messages_and_writes_text(aws_server: AwsServer, job: str) -> None:
    aws_server.say('Certainly! {"mood": "happy"} I hope this helps.')
    chat = opened(aws_server, chat_model=None, **{f"{job}_model": "sagemaker:my-endpoint"})
    mood, call = await ask(chat, job)
    assert (mood.mood, call.cost_usd) == ("happy", None)
    assert call.tokens == Tokens(input=120, output=30)
    (request,) = aws_server.requests
    assert (request.what, request.model) == ("invocations", "my-endpoint")
    assert request.body == {
        "messages": [
            {"role": "system", "content": PROMPT[0]}, {"role": "user", "content": PROMPT[1]},
        ],
        "max_tokens": 1000, "temperature": 0.0,
    }  # fmt: skip


async def test_an_endpoint_that_knows_no_messages_gets_one_text(aws_server: AwsServer) -> None:
    aws_server.old = True
    aws_server.say('{"mood": "sad"}')
    chat = opened(aws_server, chat_model=None, listen_model="sagemaker:my-endpoint")
    mood, call = await ask(chat)
    assert (mood.mood, call.tokens, call.attempts) == ("sad", None, 1)
    assert ["messages" in request.body for request in aws_server.requests] == [True, False]
    last = aws_server.requests[-1].body
    assert last["inputs"].endswith("\n\n".join(PROMPT))
    assert last["parameters"]["max_new_tokens"] == 1000
    chat.forget()
    await ask(chat)
    assert "messages" not in aws_server.requests[-1].body
    assert len(aws_server.requests) == 3


async def test_an_error_of_a_sagemaker_endpoint(
    aws_server: AwsServer, caplog: pytest.LogCaptureFixture
) -> None:
    aws_server.fail(424, "ModelError")
    chat = opened(aws_server, chat_model=None, word_model="sagemaker:my-endpoint")
    assert (await failure(chat, "word")).outcome == "rejected"
    assert "scripted" not in caplog.text


def test_sagemaker_cannot_answer_questions(aws_server: AwsServer) -> None:
    with pytest.raises(BadSetting, match="cannot call tools"):
        opened(aws_server, chat_model=None, explain_model="sagemaker:my-endpoint")


async def test_bedrock_is_bound_to_the_shape_where_the_model_can_be(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "happy", "degree": None})
    mood, _ = await ask(opened(aws_server))
    assert mood == Mood(mood="happy")
    (request,) = aws_server.requests
    assert "toolConfig" not in request.body
    told = request.body["outputConfig"]["textFormat"]["structure"]["jsonSchema"]
    assert told["name"] == "Mood"
    assert json.loads(told["schema"]) == {
        "title": "Mood",
        "type": "object",
        "properties": {"mood": {"type": "string"}, "degree": {"type": ["integer", "null"]}},
        "required": ["mood", "degree"],
        "additionalProperties": False,
    }
    assert request.body["inferenceConfig"]["temperature"] == 0.0


async def test_one_that_refuses_to_be_bound_gets_a_tool_from_then_on(
    aws_server: AwsServer,
) -> None:
    aws_server.fail(400, "ValidationException")
    aws_server.answer({"mood": "happy"})
    chat = opened(aws_server)
    mood, call = await ask(chat)
    assert (mood.mood, call.outcome) == ("happy", "answered")
    assert ["toolConfig" in one.body for one in aws_server.requests] == [False, True]
    chat.forget()
    await ask(chat)
    assert ["toolConfig" in one.body for one in aws_server.requests] == [False, True, True]


@pytest.mark.parametrize(
    ("model", "native", "temperature"),
    [
        ("us.anthropic.claude-haiku-4-5-20251001-v1:0", True, True),
        ("us.anthropic.claude-opus-4-8", True, False),
        ("us.amazon.nova-pro-v1:0", False, True),
        ("meta.llama3-1-8b-instruct-v1:0", False, True),
        ("somebody.unknown-v1:0", False, False),
    ],
)
async def test_temperature_and_shape_where_they_may_be_set(
    aws_server: AwsServer, model: str, native: bool, temperature: bool
) -> None:
    aws_server.answer({"mood": "happy"})
    await ask(opened(aws_server, chat_model=f"bedrock_converse:{model}"))
    body = aws_server.requests[0].body
    assert ("outputConfig" in body, "toolConfig" in body) == (native, not native)
    assert ("temperature" in body["inferenceConfig"]) == temperature


async def test_a_tool_that_must_be_called(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "happy"})
    await ask(opened(aws_server, chat_model="bedrock_converse:us.amazon.nova-pro-v1:0"))
    config = aws_server.requests[0].body["toolConfig"]
    assert config["toolChoice"] == {"tool": {"name": "Mood"}}
    assert config["tools"][0]["toolSpec"]["inputSchema"]["json"]["required"] == ["mood"]


ACCOUNT = "arn:aws:bedrock:eu-west-1:123456789012"
PROFILE = f"{ACCOUNT}:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0"
APPLICATION = f"{ACCOUNT}:application-inference-profile/a1b2c3"
BASE = "anthropic.claude-haiku-4-5-20251001-v1:0"


async def test_an_inference_profile_by_its_arn(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "happy"})
    named = {"chat_model": f"bedrock_converse:{PROFILE}", "aws_region": None}
    _, call = await ask(opened(aws_server, **named))
    (request,) = aws_server.requests
    assert request.model == PROFILE
    assert "outputConfig" in request.body
    assert "/eu-west-1/bedrock/" in request.headers["authorization"]
    assert call.cost_usd == pytest.approx(120 * 1.1e-6 + 30 * 5.5e-6)
    assert aws_server.looked_up == []


async def test_an_applications_profile_is_looked_up_once(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "happy"})
    aws_server.profiles[APPLICATION] = BASE
    chat = opened(aws_server, chat_model=f"bedrock_converse:{APPLICATION}")
    _, call = await ask(chat)
    assert aws_server.looked_up == [APPLICATION]
    (request,) = aws_server.requests
    assert (request.what, request.model) == ("converse-stream", APPLICATION)
    assert "outputConfig" in request.body
    assert call.cost_usd == pytest.approx(120 * 1e-6 + 30 * 5e-6)


async def test_what_an_arn_stands_for_can_be_told(aws_server: AwsServer) -> None:
    aws_server.answer({"mood": "happy"})
    named = {"chat_model": f"bedrock_converse:{APPLICATION}"}
    await ask(opened(aws_server, **named, bedrock_base_models=f"{APPLICATION}={BASE}"))
    assert aws_server.looked_up == []
    assert aws_server.requests[0].model == APPLICATION


def test_an_arn_that_nobody_knows(aws_server: AwsServer) -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_BEDROCK_BASE_MODELS"):
        opened(aws_server, chat_model=f"bedrock_converse:{APPLICATION}")
    provisioned = f"{ACCOUNT}:provisioned-model/abc"
    with pytest.raises(BadSetting, match="ARN=MODEL-ID"):
        opened(aws_server, chat_model=f"bedrock_converse:{provisioned}")


def test_a_guardrail_needs_a_version(aws_server: AwsServer) -> None:
    with pytest.raises(BadSetting, match="ID:VERSION"):
        opened(aws_server, bedrock_guardrail="abc")


@tool
def details(item_id: str) -> str:
    """Tell of an item."""
    return item_id


SELLER = "A seller's own words."


def loop(question: str) -> list[BaseMessage]:
    """A conversation in which a model called a tool and got a seller's text."""
    called = {"name": "details", "args": {"item_id": "7"}, "id": "tool_1"}
    return [
        SystemMessage("You know items."),
        HumanMessage(f"The items shown: 7.\n\n{said(question)}"),
        AIMessage("", tool_calls=[called]),
        ToolMessage(SELLER, tool_call_id="tool_1"),
    ]


async def step(chat: Chat, messages: list[BaseMessage]) -> None:
    await chat.step("explain", messages, [details], Account(None, lambda call: None), 20)


def guarded(body: dict[str, Any]) -> list[str]:
    """What the guardrail is given to read."""
    blocks = [block for message in body["messages"] for block in message["content"]]
    return [block["guardContent"]["text"]["text"] for block in blocks if "guardContent" in block]


def points(body: dict[str, Any]) -> dict[str, int]:
    """The cache points of a request by where they stand."""
    places = {
        "system": body.get("system", []),
        "tools": body.get("toolConfig", {}).get("tools", []),
        "messages": [block for message in body["messages"] for block in message["content"]],
    }
    return {name: sum("cachePoint" in one for one in held) for name, held in places.items()}


async def test_the_guardrail_reads_what_was_typed_and_no_sellers_text(
    aws_server: AwsServer,
) -> None:
    aws_server.say("It is fine.")
    chat = opened(aws_server, bedrock_guardrail="abc:1")
    await step(chat, loop("Is the seventh quiet?"))
    body = aws_server.requests[0].body
    assert guarded(body) == ["Is the seventh quiet?"]
    first = body["messages"][0]["content"]
    assert [*first[0]] == ["text"]
    assert first[0]["text"].startswith("The items shown: 7.")
    assert SELLER in json.dumps(body["messages"][-1])
    assert body["guardrailConfig"]["guardrailIdentifier"] == "abc"


@pytest.mark.parametrize(
    "now",
    ["Reasons: fine.", f"<said-000000000000>\n{SELLER}\n</said-000000000000>"],
)
async def test_where_nothing_was_typed_it_reads_nothing(aws_server: AwsServer, now: str) -> None:
    aws_server.answer({"mood": "happy"})
    chat = opened(aws_server, bedrock_guardrail="abc:1")
    account = Account(None, lambda call: None)
    await chat.structured("listen", ("Reword.", now), Mood, account, 20)
    body = aws_server.requests[0].body
    assert guarded(body) == [NOTHING_SAID]
    assert now in body["messages"][0]["content"][0]["text"]


async def test_without_a_guardrail_nothing_is_marked(aws_server: AwsServer) -> None:
    aws_server.say("It is fine.")
    await step(opened(aws_server), loop("Is the seventh quiet?"))
    assert guarded(aws_server.requests[0].body) == []


@pytest.mark.parametrize(
    ("model", "listening", "reading"),
    [
        ("us.anthropic.claude-haiku-4-5-20251001-v1:0", (1, 0, 0), (1, 1, 2)),
        ("us.amazon.nova-pro-v1:0", (1, 0, 0), (1, 0, 0)),
        ("anthropic.claude-3-opus-20240229-v1:0", (0, 0, 0), (0, 0, 0)),
        ("meta.llama3-1-8b-instruct-v1:0", (0, 0, 0), (0, 0, 0)),
        ("mistral.mistral-large-3-675b-instruct", (0, 0, 0), (0, 0, 0)),
    ],
)
async def test_cache_points_only_where_the_family_has_them(
    aws_server: AwsServer, model: str, listening: tuple[int, ...], reading: tuple[int, ...]
) -> None:
    chat = opened(aws_server, chat_model=f"bedrock_converse:{model}", bedrock_prompt_cache=True)
    aws_server.answer({"mood": "happy"})
    await ask(chat)
    aws_server.say("It is fine.")
    await step(chat, loop("Is the seventh quiet?"))
    first, last = (points(request.body) for request in aws_server.requests)
    assert tuple(first.values()) == listening
    assert tuple(last.values()) == reading


def test_everybodys_profiles_are_told_in_pairs() -> None:
    with pytest.raises(BadSetting, match="FIRSTFIVE_BEDROCK_BASE_MODELS"):
        read_settings(bedrock_base_models="arn:aws:bedrock")
