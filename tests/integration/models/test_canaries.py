"""Neither what is asked, nor the answer, nor a key is in any log or traceback."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from core.errors import FirstFiveError
from core.settings import Settings, read_settings
from models.call import Account
from models.chat import Chat, lines_of
from models.encoder import open_encoder

if TYPE_CHECKING:
    from tests.emulators.aws_server import AwsServer
    from tests.emulators.openai_server import OpenAIServer

KEY = "sk-canary-key"
CANARIES = ("canary", "kanari")
"""The key and AWS's secrets hold the one, prompts, texts and answers the other."""

PROMPT = ("Kanari of a prompt.", "My name is Kanari Kanarison, kanari@example.org.")

TEXTS = ["Kanari of a text"]


class Mood(BaseModel):
    """How somebody feels."""

    mood: str


async def ask(settings: Settings, job: Any = "listen") -> str:
    """Ask once; the traceback of a failure, with everything it was raised from."""
    chat = Chat(lines_of(settings, None), settings)
    try:
        account = Account(None, lambda call: None)
        await chat.structured(job, PROMPT, Mood, account, 4)
    except FirstFiveError as error:
        return "".join(traceback.format_exception(error))
    return ""


def embed(settings: Settings) -> str:
    try:
        open_encoder(settings).encode(TEXTS)
    except FirstFiveError as error:
        return "".join(traceback.format_exception(error))
    return ""


def clean(caplog: pytest.LogCaptureFixture, told: str) -> None:
    formatted = [logging.Formatter().format(record) for record in caplog.records]
    everything = "\n".join([told, *formatted]).lower()
    assert not [word for word in CANARIES if word in everything]


Fault = Callable[["OpenAIServer"], None]
OPENAI: dict[str, Fault] = {
    "well": lambda server: server.answer({"mood": "kanari"}),
    "error": lambda server: server.fail(400, f"bad key {KEY} for Kanari"),
    "busy": lambda server: server.fail(429, f"{KEY} Kanari", "0"),
    "schema": lambda server: server.answer({"kanari": "kanari"}),
    "words": lambda server: server.say("Kanari, you say?"),
    "bytes": lambda server: server.raw(b"kanari"),
}


@pytest.mark.parametrize("fault", OPENAI)
async def test_openai(
    openai_server: OpenAIServer, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.DEBUG)
    OPENAI[fault](openai_server)
    given = {"chat_model": "openai:emulated", "chat_base_url": openai_server.url}
    told = await ask(read_settings(**given, chat_api_key=KEY))
    assert bool(told) is (fault != "well")
    clean(caplog, told)


@pytest.mark.parametrize("fault", ["well", "error", "cut", "words"])
async def test_bedrock(aws_server: AwsServer, caplog: pytest.LogCaptureFixture, fault: str) -> None:
    caplog.set_level(logging.DEBUG)
    if fault == "error":
        aws_server.fail(400, "ValidationException")
    elif fault == "words":
        aws_server.say("Kanari, you say?")
    else:
        aws_server.answer({"mood": "kanari"}, **({"cut": 2} if fault == "cut" else {}))
    model = "bedrock_converse:us.amazon.nova-lite-v1:0"
    where = {"aws_endpoint_url": aws_server.url, "aws_region": "eu-west-1"}
    told = await ask(read_settings(chat_model=model, **where))
    assert bool(told) is (fault != "well")
    clean(caplog, told)


@pytest.mark.parametrize("status", [200, 400, 500])
async def test_sagemaker(
    aws_server: AwsServer, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    if status == 200:
        aws_server.say("Kanari!")
    else:
        aws_server.fail(status, "ModelError")
    where = {"aws_endpoint_url": aws_server.url, "aws_region": "eu-west-1"}
    told = await ask(read_settings(word_model="sagemaker:mine", **where), "word")
    assert told
    clean(caplog, told)


@pytest.mark.parametrize("name", ["bedrock:amazon.titan-embed-text-v2:0", "sagemaker:mine"])
def test_embeddings(aws_server: AwsServer, caplog: pytest.LogCaptureFixture, name: str) -> None:
    caplog.set_level(logging.DEBUG)
    where = {"aws_endpoint_url": aws_server.url, "aws_region": "eu-west-1"}
    assert not embed(read_settings(embeddings=name, **where))
    aws_server.fail(400, "ValidationException")
    told = embed(read_settings(embeddings=name, **where))
    assert told
    clean(caplog, told)


def test_a_setting_is_refused_without_the_key(caplog: pytest.LogCaptureFixture) -> None:
    settings = read_settings(chat_model="nobody:x", chat_api_key=KEY)
    with pytest.raises(FirstFiveError) as caught:
        lines_of(settings, None)
    clean(caplog, "".join(traceback.format_exception(caught.value)) + repr(settings))
