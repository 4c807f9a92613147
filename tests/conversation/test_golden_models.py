"""Replies as families of models phrase them, read through the real graph's listening.

``pytest --live`` with this file asks the models that the environment names instead
(FIRSTFIVE_LISTEN_MODEL or FIRSTFIVE_CHAT_MODEL, with their keys), prints how well listening does
with and without them, and with ``--record FILE`` keeps what they said.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from agent import Agent
from agent.context import Context, Meter
from agent.listening import Pending
from agent.model_listening import Situation, model_hears
from agent.parameters import load_parameters
from core.model import Heard, Range
from core.settings import read_settings
from models.breaker import Breaker
from tools.desk import Desk

if TYPE_CHECKING:
    from tests.conversation.conftest import Open

ENVIRONMENT = {
    name.removeprefix("FIRSTFIVE_").lower(): value
    for name, value in os.environ.items()
    if name.startswith("FIRSTFIVE_") and name != "FIRSTFIVE_TEST_DATA"
}
"""As it was before the tests cleared it: where models and keys are named."""

GOLDEN = Path(__file__).with_name("golden") / "model_replies.yaml"
CASES: list[dict[str, Any]] = yaml.load(GOLDEN.read_text("utf-8"), yaml.CSafeLoader)
LINE = "openai:emulated"


@pytest.fixture
def named(pytestconfig: pytest.Config, server: Any) -> dict[str, object]:
    """The settings of the models: those of the environment, or the emulator."""
    if pytestconfig.getoption("--live"):
        return {**ENVIRONMENT, "model_timeout": 60}
    return {"chat_model": LINE, "chat_base_url": server.url, "model_timeout": 30}


@pytest.fixture
async def agent(open_with: Open, named: dict[str, object]) -> AsyncIterator[Agent]:
    named = {
        name: value for name, value in named.items() if name not in ("data_dir", "database_url")
    }
    async with open_with(**named) as opened:
        if opened.chat is None:
            pytest.skip("--live needs FIRSTFIVE_LISTEN_MODEL or FIRSTFIVE_CHAT_MODEL")
        yield opened


async def hear(agent: Agent, case: dict[str, Any]) -> tuple[Heard, Heard, Meter]:
    """What local listening makes of a case, and what it makes with the model."""
    served = await agent.shelf.newest("businesses")
    pending, meter = Pending(case["asked"]), Meter()
    local = served.listener.hear(case["said"], pending)
    context = Context(
        settings=read_settings(),
        pack=served.pack,
        desk=Desk(agent.pool.connection, served.pack, served.snapshot, served.encoder),
        listener=served.listener,
        guard=served.guard,
        parameters=load_parameters(),
        chat=agent.chat,
        conversation_id="",
        meter=meter,
    )
    return local, await model_hears(local, case["said"], Situation(pending), context), meter


def meant(heard: Heard) -> dict[str, Any]:
    """The wishes of a hearing, by attribute."""
    return {
        reading.attribute: reading.value.model_dump(exclude_none=True)
        if isinstance(reading.value, Range)
        else reading.value
        for reading in heard.readings
        if reading.stance == "want"
    }


def scripted(server: Any, case: dict[str, Any]) -> None:
    if "call" not in case:
        server.say(case["text"])
        return
    server.answer(case["call"])
    if "text" in case:
        server.script[-1].completion["choices"][0]["message"]["content"] = case["text"]


async def test_families(agent: Agent, server: Any, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--live"):
        pytest.skip("replayed replies have no part in a live run")
    assert agent.chat is not None
    (line,) = agent.chat.lines["listen"]
    for case in CASES:
        server.script.clear()
        agent.chat.forget()
        line.breaker = Breaker()
        scripted(server, case)
        await check(agent, case)


async def check(agent: Agent, case: dict[str, Any]) -> None:
    about = f"{case['family']}: {case['said']}"
    local, heard, meter = await hear(agent, case)
    (call,) = meter.calls
    if case.get("local"):
        assert heard == local, about
        assert call.outcome == "unusable", about
    else:
        assert call.outcome == "answered", about
        assert heard.by == "model", about
        left = meant(local) if case.get("partly") else {}
        assert meant(heard) == {**left, **case["meant"]}, about


class Recorder:
    """A client that keeps what its model says; ``said`` is the message it was asked about."""

    def __init__(self, client: Any, file: Path) -> None:
        self._client, self._file = client, file
        self.case: dict[str, Any] = {}

    async def ask(self, asked: Any, deadline: float) -> Any:
        message = await self._client.ask(asked, deadline)
        kept = {name: self.case[name] for name in ("asked", "said", "meant")}
        call = message.tool_calls[0]["args"] if message.tool_calls else None
        told = {**kept, "family": "recorded", "text": message.text, "call": call}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False) + "\n")
        return message


async def test_live(agent: Agent, pytestconfig: pytest.Config) -> None:
    if not pytestconfig.getoption("--live"):
        pytest.skip("needs --live, and credentials")
    recorders = []
    if file := pytestconfig.getoption("--record"):
        assert agent.chat is not None
        for line in agent.chat.lines["listen"]:
            line.client = Recorder(line.client, Path(file))
            recorders.append(line.client)
    once = {case["said"]: case for case in CASES if not case.get("local")}
    right: dict[str, list[tuple[int, int, int]]] = {"local": [], "model": []}
    for case in once.values():
        for recorder in recorders:
            recorder.case = case
        local, heard, _ = await hear(agent, case)
        for name, one in (("local", local), ("model", heard)):
            found, wanted = meant(one), case["meant"]
            good = sum(found.get(key) == value for key, value in wanted.items())
            right[name].append((good, len(found), len(wanted)))
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        for name, counts in right.items():
            good, made, wanted = map(sum, zip(*counts, strict=True))
            f1 = 2 * good / max(1, made + wanted)
            print(f"\nlistening, {name}: F1 {f1:.3f} ({len(counts)} messages)")
    assert len(right["model"]) == len(once)
