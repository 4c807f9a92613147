"""A model that reads rightly, one that reads wrongly and one that is away, tried at the wire."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from agent.listening import Listener, Network
from core.settings import read_settings
from domains import load_pack
from evaluation.audition import Tried, labelled, listening
from evaluation.model_skill import answer
from models.chat import Chat, lines_of
from models.local import open_local

if TYPE_CHECKING:
    from tests.emulators.openai_server import OpenAIServer

CASES = 60


@pytest.fixture(scope="module")
def listener(data_folder: Callable[[str], Path]) -> Listener:
    network = Network(open_local(read_settings(data_dir=data_folder("listening"))))
    return Listener(load_pack("businesses"), {}, network, {}, date.today)


async def heard(server: OpenAIServer, listener: Listener) -> Tried:
    settings = read_settings(chat_model="openai:emulated", chat_base_url=server.url)
    chat = Chat(lines_of(settings, None), settings)
    return await listening(labelled("businesses"), listener, chat, 20, CASES, lambda n: None)


def reading(rightly: bool) -> Callable[[dict[str, Any], str], object]:
    """A model that answers from the labels of the message in its prompt, or that hears nothing."""
    rows = {row["text"]: row for row in labelled("businesses")}

    def think(request: dict[str, Any], _: str) -> object:
        prompt = str(request["messages"][-1]["content"])
        text = prompt.rpartition("\n</said-")[0].rpartition(">\n")[2]
        if not rightly:
            return {"act": "restart", "wishes": [], "language": "en"}
        return json.loads(json.dumps(answer(rows[text], (), "perfect", random.Random(1))))

    return think


async def test_one_that_reads_rightly_helps(
    openai_server: OpenAIServer, listener: Listener
) -> None:
    openai_server.thinking = reading(rightly=True)
    tried = await heard(openai_server, listener)
    assert (len(tried.cases), tried.answered) == (CASES, len(openai_server.requests))
    assert tried.verdict(enough=CASES) == "helps"


async def test_one_that_reads_wrongly_harms(
    openai_server: OpenAIServer, listener: Listener
) -> None:
    openai_server.thinking = reading(rightly=False)
    tried = await heard(openai_server, listener)
    assert not any(case.with_model for case in tried.cases)
    assert tried.verdict(enough=CASES) == "harms"


async def test_one_that_is_away_changes_nothing(
    openai_server: OpenAIServer, listener: Listener
) -> None:
    openai_server.fail(401)
    tried = await heard(openai_server, listener)
    assert all(case.without == case.with_model for case in tried.cases)
    assert tried.verdict(enough=CASES) == "never answered"
